/** The only place that defines database objects: linear SQL migrations and their runner. */
@NullMarked
package ai.gatewayz.sync.migrations;

import org.jspecify.annotations.NullMarked;
