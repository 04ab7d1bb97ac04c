"""The rest of the city around the demo branch: millions of members, made block by block as rows.

A block is a function of the seed and its number alone, so a build that was cut short goes on where it stopped. The
rows are in stored form (text, whole numbers) and go to the driver as they are: the constraints of the database are
what checks them.
"""

from hfund_tui.services.demo.city.build import CityBuild, bytes_needed

__all__ = ["CityBuild", "bytes_needed"]
