package ai.gatewayz.sync.activities.reference;

import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.price.Pricing;
import org.jspecify.annotations.Nullable;

/**
 * One priced row of a reference feed.
 *
 * @param group whose offering it is, in the feed's own word
 * @param id the feed's key, verbatim
 * @param kind what the offering is for; null where the feed does not say
 * @param pricing of state priced
 */
record ReferenceRow(String group, String id, @Nullable ModelKind kind, Pricing pricing) {}
