"""The files of an old site: found beside the export or asked for, and looked at before anything is made of them."""

from wagtail_mathshub.importing.media.checking import checked, is_picture
from wagtail_mathshub.importing.media.downloads import DownloadStore
from wagtail_mathshub.importing.media.several import Stores
from wagtail_mathshub.importing.media.uploads import UploadsStore

__all__ = ["DownloadStore", "Stores", "UploadsStore", "checked", "is_picture"]
