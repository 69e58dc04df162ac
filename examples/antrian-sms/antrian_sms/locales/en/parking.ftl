parking =
    🅿️ Parking at { $office }
    • Motorcycles: the yard behind the building, entrance on the east side.
    • Cars: in front of the building, 20 places.
    Parking is free. It is enough to come 30 minutes before your session.
