/** Read-only queries over the catalog and the run log. */
@NullMarked
package ai.gatewayz.sync.api.db;

import org.jspecify.annotations.NullMarked;
