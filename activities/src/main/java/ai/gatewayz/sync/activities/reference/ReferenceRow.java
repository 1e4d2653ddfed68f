package ai.gatewayz.sync.activities.reference;

import ai.gatewayz.sync.catalog.price.Pricing;

/**
 * One priced row of a reference feed.
 *
 * @param group whose offering it is, in the feed's own word
 * @param id the feed's key, verbatim
 * @param pricing of state priced
 */
record ReferenceRow(String group, String id, Pricing pricing) {}
