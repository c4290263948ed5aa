"""What you get when you name no city: files are read with Kochi's facts."""
