//! The embedded campaign.

use bot_core::content::Campaign;

#[test]
fn the_embedded_campaign_loads() {
    let campaign = Campaign::embedded();
    assert_eq!(campaign.passages.len(), 34);
}
