"""What WordPress and its plugins keep among the posts that is no page, and why it becomes none, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

ATTACHMENT, REUSABLE_BLOCK = "attachment", "wp_block"

_DESIGN = gettext_noop("It belongs to the design of the old site, not to its content.")
_FORM = gettext_noop("It is a form or its answers. Make the form again on the new site.")
_RECORD = gettext_noop("It is a record that a plugin of the old site keeps for itself.")
_REASONS = {
    "nav_menu_item": gettext_noop("It is an entry of a menu. The new site makes its menus from its pages."),
    "revision": gettext_noop("It is an earlier version of a page. Only the latest one is imported."),
    REUSABLE_BLOCK: gettext_noop("It is a reusable block. Its text stands in the pages that use it."),
    "wp_navigation": gettext_noop("It is a menu. The new site makes its menus from its pages."),
    "customize_changeset": gettext_noop("It is a change to the old site's settings."),
    "user_request": gettext_noop("It is a request about personal data."),
    "shop_order": gettext_noop("It is an order of a shop, with personal data."),
    "shop_coupon": gettext_noop("It is a voucher of a shop."),
    **dict.fromkeys(
        [
            "wp_global_styles",
            "wp_template",
            "wp_template_part",
            "wp_font_family",
            "wp_font_face",
            "custom_css",
            "elementor_library",
            "elementor_snippet",
            "et_pb_layout",
            "et_template",
            "fl-builder-template",
            "fusion_template",
            "oceanwp_library",
            "ml-slider",
            "ml-slide",
            "popup",
            "custom-css-js",
        ],
        _DESIGN,
    ),
    **dict.fromkeys(
        [
            "wpcf7_contact_form",
            "wpforms",
            "nf_sub",
            "mc4wp-form",
            "feedback",
            "flamingo_inbound",
            "forminator_forms",
        ],
        _FORM,
    ),
    **dict.fromkeys(
        [
            "oembed_cache",
            "acf-field",
            "acf-field-group",
            "acf-post-type",
            "acf-taxonomy",
            "amp_validated_url",
            "scheduled-action",
            "cookielawinfo",
            "wpcode",
            "jp_img_sitemap",
            "jp_sitemap",
            "jp_sitemap_master",
            "shop_webhook",
        ],
        _RECORD,
    ),
}


def why_no_page(post_type: str) -> str:
    """Why items of this type become no pages; "" where they do."""
    reason = _REASONS.get(post_type)
    return _(reason) if reason else ""
