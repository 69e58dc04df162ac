// The route page: all of it is there without a script, which only prints.

document.getElementById("print")?.addEventListener("click", () => window.print());
