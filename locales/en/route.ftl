# The route page of emergency visits, to be printed.
route-title = Route of visits
route-none = There are no visits on this date.
route-print = Print
route-equipment = Take along
route-ward = ward
route-map = Map
route-contact = Contact
route-departure = Leaves for abroad
route-who = { $name }, { $age }
route-value = { $value }
route-noted = Set off at ________   Arrived at ________   Finished at ________   Initials ____________
