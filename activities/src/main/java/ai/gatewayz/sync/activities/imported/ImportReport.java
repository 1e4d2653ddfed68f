package ai.gatewayz.sync.activities.imported;

import java.util.List;

/**
 * What an import did, or would do.
 *
 * @param switchedOff slugs of providers that were off in the old system and are off here from now on
 * @param withdrawn prices of an earlier import that are not believed any more
 * @param inCatalog old models, of all imports, that a list has shown here
 * @param withSameId those of them that have their old id
 */
public record ImportReport(
        boolean dryRun,
        List<TableCounts> tables,
        List<Refusal> refused,
        List<String> switchedOff,
        long withdrawn,
        long inCatalog,
        long withSameId) {
    /**
     * What became of a table's rows.
     *
     * @param table its name in the old system
     * @param read all of them: the sum of the others
     * @param added those that came in
     * @param known those that were there from an earlier import
     * @param unpriced rows of prices that tell none
     * @param refused those that cannot be taken over or are not believed
     */
    public record TableCounts(String table, long read, long added, long known, long unpriced, long refused) {}

    /**
     * Why rows were refused.
     *
     * @param reason the column and what is wrong with it, or the price guards' rule
     * @param rows how many
     * @param example one of them, by its id there
     */
    public record Refusal(String table, String reason, long rows, String example) {}
}
