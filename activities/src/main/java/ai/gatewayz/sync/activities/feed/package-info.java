/** Reading lists of models: one streaming reader for JSON, and the record shapes that several providers share. */
@NullMarked
package ai.gatewayz.sync.activities.feed;

import org.jspecify.annotations.NullMarked;
