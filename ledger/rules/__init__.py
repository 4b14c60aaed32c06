"""Rules of the field as plain functions on plain values: no storage, no screen."""
