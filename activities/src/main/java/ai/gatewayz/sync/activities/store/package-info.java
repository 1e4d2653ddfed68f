/** PostgreSQL: the vault of list bodies, the stage, and the one write path into the catalog. */
@NullMarked
package ai.gatewayz.sync.activities.store;

import org.jspecify.annotations.NullMarked;
