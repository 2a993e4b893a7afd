"""Asking the HSDS API, and values that fill an organisation."""

API = "/api/hsds/sl/"
ADDRESS = {
    "settlement": "Koper",
    "municipality": "050",
    "street": "Vzorčna ulica",
    "house_number": "3",
    "post": "6000",
    "lat": 45.5,
    "lon": 13.7,
}
PERSON = {
    "contact_name": "Ana Primer",
    "contact_role_sl": "predsednica",
    "contact_email": "ana@example.org",
    "contact_phone": "+38641000000",
    "contact_consent": True,
}
HOURS = [{"days": [1, 3], "from": "09:00", "to": "12:00"}]


def get(client, path: str, language: str = "sl") -> dict:
    response = client.get(f"/api/hsds/{language}/{path}")
    assert response.status_code == 200, response.content
    return response.json()


def names_in(client, path: str) -> list[str]:
    return [each["name"] for each in get(client, path)["contents"]]


def refusals(client, path: str) -> dict[str, str]:
    response = client.get(API + path)
    assert (response.status_code, response.headers["Content-Type"]) == (
        400,
        "application/problem+json",
    )
    return {each["parameter"]: each["detail"] for each in response.json()["errors"]}
