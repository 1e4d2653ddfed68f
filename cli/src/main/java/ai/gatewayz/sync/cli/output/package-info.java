/** What people and machines read: tables, progress, sync lines, one-line problems. Knows no API and no database. */
@NullMarked
package ai.gatewayz.sync.cli.output;

import org.jspecify.annotations.NullMarked;
