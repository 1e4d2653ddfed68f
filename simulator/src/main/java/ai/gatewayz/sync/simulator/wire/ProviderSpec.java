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
        Page page = listing.paging().slice(rows, query);
        return frame(listing, page, rowTexts(listing, page.rows()));
    }

    /** One page whose rows were made or spoilt by the caller. */
    public static byte[] frame(Listing listing, List<SimModel> rows, Query query, List<String> texts) {
        return frame(listing, listing.paging().slice(rows, query), texts);
    }

    /** The rows of one page as JSON texts. */
    public static List<String> rowTexts(Listing listing, List<SimModel> rows, Query query) {
        return rowTexts(listing, listing.paging().slice(rows, query).rows());
    }

    /** One row as JSON text. */
    public static String rowText(Listing listing, SimModel model) {
        Json json = new Json();
        listing.rows().write(model, json);
        return json.toString();
    }

    /** The text around the rows: what comes before the first and after the last. */
    public static List<String> around(Listing listing, List<SimModel> rows, Query query) {
        Json end = new Json();
        listing.envelope().end(end, listing.paging().slice(rows, query));
        return List.of(listing.envelope().start(), end.toString());
    }

    /** The answer to a request for the page after a recorded one: a last page without rows. */
    public static byte[] emptyLastPage(Listing listing) {
        return frame(listing, Page.empty(), List.of());
    }

    /** Whether the request asks for a page after the first. */
    public static boolean asksForLaterPage(Listing listing, Query query) {
        return listing.paging().later(query);
    }

    private static List<String> rowTexts(Listing listing, List<SimModel> rows) {
        return rows.stream().map(row -> rowText(listing, row)).toList();
    }

    private static byte[] frame(Listing listing, Page page, List<String> texts) {
        StringBuilder out = new StringBuilder(listing.envelope().start());
        Json json = new Json(out);
        for (String text : texts) {
            if (!text.isEmpty()) {
                json.raw(text);
            }
        }
        listing.envelope().end(json, page);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
