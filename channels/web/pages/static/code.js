// A page with one code to type: signing in, or pairing a device. A link of the bot's brings the code behind #.

import { at, post } from "./room.js";

const [form, code, problem] = [at("form"), at("code"), at("problem")];

code.value = location.hash.slice(1);
history.replaceState(null, "", location.pathname);

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  problem.textContent = "";
  try {
    const answer = await post(form.dataset.post, { code: code.value });
    location.replace(answer?.home ?? form.dataset.home);
  } catch (error) {
    problem.textContent = error.message;
    code.setAttribute("aria-invalid", "true");
    code.focus();
  }
});

code.addEventListener("input", () => code.removeAttribute("aria-invalid"));
