package ai.gatewayz.sync.api.feed;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.feed.ChangeQueries.CatalogChange;
import ai.gatewayz.sync.api.http.ClientAddress;
import ai.gatewayz.sync.api.http.EventStreams;
import ai.gatewayz.sync.api.http.QueryReader;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Collectors;

/** The ordered feed of changes: as a page, as lines of JSON, or live. */
@Open
@Path("/changes")
public final class ChangesResource {
    private static final int USUAL_LIMIT = 100;
    private static final int MOST_CHANGES = 1000;
    private static final int MOST_LINES = 10_000;
    private static final String LINES = "application/x-ndjson";
    /** Who does not say what it wants gets a page. */
    private static final String LESS_WANTED = ";qs=0.5";

    private final ChangeQueries changes;
    private final EventStreams streams;
    private final ObjectWriter json;

    /** The routes over the feed. */
    ChangesResource(ChangeQueries changes, EventStreams streams, ObjectWriter json) {
        this.changes = changes;
        this.streams = streams;
        this.json = json;
    }

    /** Events, oldest first; {@code next_since} continues behind them. */
    public record ChangePage(List<CatalogChange> data, int returned, long nextSince, boolean hasMore) {}

    /** A page. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public ChangePage page(@Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "since", "limit", "last");
        long since = since(query);
        Long last = query.number("last", 1, MOST_CHANGES);
        if (last != null) {
            return newest(query, since, last.intValue());
        }
        int limit = query.number("limit", USUAL_LIMIT, 1, MOST_CHANGES);
        List<CatalogChange> found = read(since, limit + 1);
        boolean more = found.size() > limit;
        List<CatalogChange> page = more ? found.subList(0, limit) : found;
        return new ChangePage(
                page,
                page.size(),
                page.isEmpty() ? since : page.get(page.size() - 1).seq(),
                more);
    }

    private ChangePage newest(QueryReader query, long since, int last) {
        if (since > 0 || query.number("limit", 1, MOST_CHANGES) != null) {
            throw ApiException.badRequest("last", "goes without since and limit");
        }
        List<CatalogChange> page = changes.last(last);
        return new ChangePage(
                page,
                page.size(),
                page.isEmpty() ? 0 : page.get(page.size() - 1).seq(),
                false);
    }

    /** One event a line. */
    @GET
    @Produces(LINES + LESS_WANTED)
    public Response lines(@Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "since", "limit");
        String lines = read(since(query), query.number("limit", USUAL_LIMIT, 1, MOST_LINES)).stream()
                .map(change -> text(change) + "\n")
                .collect(Collectors.joining());
        return Response.ok(lines, LINES + "; charset=utf-8").build();
    }

    /** Events as they happen, from {@code Last-Event-ID} or {@code since} on; without either from now on. */
    @GET
    @Produces(EventStreams.TYPE + LESS_WANTED)
    public Response live(@Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader query = QueryReader.of(uri, "since");
        Long since = query.number("since", 0, Long.MAX_VALUE);
        String last = request.getHeaderString("Last-Event-ID");
        if (last != null && !last.matches("[0-9]{1,18}")) {
            throw ApiException.badRequest("Last-Event-ID", "must be the number of an event");
        }
        long begin = last != null ? Long.parseLong(last) : since != null ? since : changes.newest();
        long[] position = {begin};
        return Response.ok(streams.open(ClientAddress.of(request), () -> next(position)), EventStreams.TYPE)
                .build();
    }

    private String next(long[] position) {
        StringBuilder events = new StringBuilder();
        for (CatalogChange change : read(position[0], MOST_CHANGES)) {
            events.append(EventStreams.event(change.seq(), change.type(), text(change)));
            position[0] = change.seq();
        }
        return events.toString();
    }

    private static long since(QueryReader query) {
        Long since = query.number("since", 0, Long.MAX_VALUE);
        return since == null ? 0 : since;
    }

    private List<CatalogChange> read(long since, int limit) {
        return changes.since(since, limit);
    }

    private String text(CatalogChange change) {
        try {
            return json.writeValueAsString(change);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change cannot be written", e);
        }
    }
}
