package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.ProviderProfile;
import ai.gatewayz.sync.simulator.model.SimModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider: what it offers and how its list is read.
 *
 * @param keyHeader lower-case name of the header with the key, or the empty text for a public list
 * @param listings its list endpoints, the recommended one first; empty when the provider has none
 */
public record ProviderSpec(ProviderProfile profile, String keyHeader, ErrorStyle errors, List<Listing> listings) {

    /** The provider's slug. */
    public String slug() {
        return profile.slug();
    }

    /** Path and required query of the recommended list, relative to the base URL; empty when there is none. */
    public String listPath() {
        return listings.isEmpty() ? "" : listings.get(0).pathAndQuery();
    }

    /**
     * Finds the endpoint that answers a path. A path that only looks like a list is answered with the recommended
     * one, because clients disagree about version prefixes.
     *
     * @return null when the path is no list
     */
    public @Nullable Listing listing(String path, Query query) {
        for (Listing listing : listings) {
            if (listing.matches(path, query)) {
                return listing;
            }
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        boolean looksLikeList = last.equals("models") || last.equals("list") || last.equals("tokens");
        return looksLikeList && !listings.isEmpty() ? listings.get(0) : null;
    }

    /**
     * The body of one page.
     *
     * @param rows all rows of the list in wire order
     * @throws BadQueryException if the paging parameters are wrong
     */
    public static byte[] render(Listing listing, List<SimModel> rows, Query query) {
        return render(listing, rows, query, List.of());
    }

    /** One page with more rows, made by the caller, behind its own; totals count them. */
    public static byte[] render(Listing listing, List<SimModel> rows, Query query, List<String> more) {
        return (start(listing, rows, query, more) + end(listing, rows, query, more.size()))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A page up to and including the last row. */
    public static String start(Listing listing, List<SimModel> rows, Query query, List<String> more) {
        Page page = listing.paging().slice(rows, query);
        StringBuilder out = new StringBuilder(listing.envelope().start());
        JsonWriter json = new JsonWriter(out);
        page.rows().forEach(row -> appendRow(listing, row, json));
        more.forEach(json::raw);
        return out.toString();
    }

    /** What follows the last row of a page that has {@code more} rows than its models. */
    public static String end(Listing listing, List<SimModel> rows, Query query, int more) {
        JsonWriter json = new JsonWriter();
        listing.envelope().end(json, listing.paging().slice(rows, query).plus(more));
        return json.toString();
    }

    /** One row as JSON text. */
    public static String rowText(Listing listing, SimModel model) {
        JsonWriter json = new JsonWriter();
        appendRow(listing, model, json);
        return json.toString();
    }

    /** The answer to a request for the page after a recorded one: a last page without rows. */
    public static byte[] emptyLastPage(Listing listing) {
        JsonWriter end = new JsonWriter();
        listing.envelope().end(end, Page.empty());
        return (listing.envelope().start() + end).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the request asks for something else than the first page, be it a later one or chosen rows. */
    public static boolean asksForLaterPage(Listing listing, Query query) {
        return listing.paging().later(query);
    }

    private static void appendRow(Listing listing, SimModel model, JsonWriter json) {
        listing.rows().write(model, json);
    }
}
