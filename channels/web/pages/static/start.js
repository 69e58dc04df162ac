// The first screen: begins a session, with the phone number where one is asked for.

const form = document.getElementById("start");
const phone = document.getElementById("phone");
const problem = document.getElementById("problem");
const words = JSON.parse(document.body.dataset.words);

async function begin() {
  const response = await fetch("/chat/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ phone: phone?.value ?? "" }),
  });
  if (response.ok) return location.reload();
  if (response.status === 503) throw new Error("away");
  const { message } = await response.json();
  problem.textContent = message;
  phone?.setAttribute("aria-invalid", "true");
  phone?.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  problem.textContent = "";
  begin().catch(() => {
    problem.textContent = words["web-away"];
  });
});

phone?.addEventListener("input", () => phone.removeAttribute("aria-invalid"));
