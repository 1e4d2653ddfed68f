/** Questions about prices that are stored already: are they what their source said, and what do others say? */
@NullMarked
package ai.gatewayz.sync.activities.audit;

import org.jspecify.annotations.NullMarked;
