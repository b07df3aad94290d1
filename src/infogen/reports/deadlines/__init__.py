"""The dates of a procedure for a person: a timetable, and files for calendars."""
