// "Use my position": the entries on the page by their distance, told apart in this browser only.
const RADIUS = 6371.0088; // of the Earth in kilometres (IUGG)
const radians = (degrees) => (degrees * Math.PI) / 180;

// The great-circle distance in kilometres (haversine).
export function kilometres(lat, lon, otherLat, otherLon) {
  const half =
    Math.sin(radians(otherLat - lat) / 2) ** 2 +
    Math.cos(radians(lat)) * Math.cos(radians(otherLat)) * Math.sin(radians(otherLon - lon) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(Math.min(1, half)));
}

function sort(list, { latitude, longitude }) {
  const format = new Intl.NumberFormat(document.documentElement.lang, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const far = new Map(
    [...list.children].map((card) => [
      card,
      "lat" in card.dataset ? kilometres(latitude, longitude, +card.dataset.lat, +card.dataset.lon) : Infinity,
    ]),
  );
  for (const [card, distance] of [...far].sort(([, one], [, other]) => (one === other ? 0 : one - other))) {
    const place = card.querySelector("[data-distance]");
    place.hidden = distance === Infinity;
    place.textContent = place.hidden ? "" : `${format.format(distance)} km`;
    list.append(card);
  }
}

export function begin() {
  const list = document.querySelector("[data-cards]");
  const button = document.querySelector("[data-position]");
  const status = document.querySelector("[data-position-status]");
  if (!list?.querySelector("[data-lat]") || !button || !navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    status.textContent = status.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        sort(list, coords);
        status.textContent = status.dataset.sorted;
      },
      () => {
        status.textContent = status.dataset.refused;
      },
      { maximumAge: 600_000, timeout: 20_000 },
    );
  });
}
