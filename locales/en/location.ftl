# The address and the service hours (#lokasi).

location =
    { $place }

    Service hours:
    { $hours }
location-closed =
    { $place }

    Service hours:
    { $hours }

    Next closed dates:
    { $closed }
hours-line = { $days }: { $first }–{ $last }

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

choice-location = Office location
