// Runs before the first paint: puts the light or dark theme in place that the reader chose.
{
  let chosen = null;
  try {
    chosen = localStorage.getItem("elchi-theme");
  } catch {
    // Storage may be shut off; the system's setting holds then.
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
}
