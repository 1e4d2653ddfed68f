/** Reading a provider's list of models: one streaming reader for JSON and, where a wire format differs, one small feed class. */
@NullMarked
package ai.gatewayz.sync.activities.feed;

import org.jspecify.annotations.NullMarked;
