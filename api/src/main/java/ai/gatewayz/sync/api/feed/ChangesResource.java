package ai.gatewayz.sync.api.feed;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.ClientAddress;
import ai.gatewayz.sync.api.http.EventStreams;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.ledger.CatalogChange;
import ai.gatewayz.sync.ledger.FeedFilter;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final ProviderDirectory directory;
    private final EventStreams streams;
    private final FeedTail tail;
    private final ObjectWriter json;

    /** The routes over the feed. */
    ChangesResource(
            ChangeQueries changes,
            ProviderDirectory directory,
            EventStreams streams,
            FeedTail tail,
            ObjectWriter json) {
        this.changes = changes;
        this.directory = directory;
        this.streams = streams;
        this.tail = tail;
        this.json = json;
    }

    /** Events, oldest first; {@code next_since} continues behind them and behind all that the filter left out. */
    public record ChangePage(List<CatalogChange> data, int returned, long nextSince, boolean hasMore) {
        private static ChangePage of(List<CatalogChange> page, long nextSince, boolean hasMore) {
            return new ChangePage(page, page.size(), nextSince, hasMore);
        }
    }

    /** A page. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public ChangePage page(@Context UriInfo uri) {
        QueryReader query = reader(uri, "since", "limit", "last");
        FeedFilter wanted = ChangeFilter.of(query, directory);
        Long last = query.number("last", 1, MOST_CHANGES);
        if (last != null) {
            return newest(query, last.intValue(), wanted);
        }
        // Read before the events: what is committed in between is behind it.
        long newest = changes.newest();
        long since = since(query, newest);
        int limit = query.number("limit", USUAL_LIMIT, 1, MOST_CHANGES);
        List<CatalogChange> found = read(since, limit + 1, wanted);
        boolean more = found.size() > limit;
        List<CatalogChange> page = more ? found.subList(0, limit) : found;
        return ChangePage.of(page, more ? end(page, since) : Math.max(newest, end(page, since)), more);
    }

    private ChangePage newest(QueryReader query, int last, FeedFilter wanted) {
        Long since = query.number("since", 0, Long.MAX_VALUE);
        if (since != null && since > 0 || query.number("limit", 1, MOST_CHANGES) != null) {
            throw ApiException.badRequest("last", "goes without since and limit");
        }
        List<CatalogChange> page = changes.last(last, wanted.sql(), wanted);
        return ChangePage.of(page, end(page, 0), false);
    }

    /** One event a line. */
    @GET
    @Produces(LINES + LESS_WANTED)
    public Response lines(@Context UriInfo uri) {
        QueryReader query = reader(uri, "since", "limit");
        FeedFilter wanted = ChangeFilter.of(query, directory);
        long since = since(query, changes.newest());
        String lines = read(since, query.number("limit", USUAL_LIMIT, 1, MOST_LINES), wanted).stream()
                .map(change -> text(change) + "\n")
                .collect(Collectors.joining());
        return Response.ok(lines, LINES + "; charset=utf-8").build();
    }

    /** Events as they happen, from {@code Last-Event-ID} or {@code since} on; without either from now on. */
    @GET
    @Produces(EventStreams.TYPE + LESS_WANTED)
    public Response live(@Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader query = reader(uri, "since");
        FeedFilter wanted = ChangeFilter.of(query, directory);
        long newest = changes.newest();
        String last = request.getHeaderString("Last-Event-ID");
        if (last != null && !last.matches("[0-9]{1,18}")) {
            throw ApiException.badRequest("Last-Event-ID", "must be the number of an event");
        }
        boolean fromNow = last == null && query.number("since", 0, Long.MAX_VALUE) == null;
        long begin = fromNow
                ? newest
                : last == null ? since(query, newest) : reached("Last-Event-ID", Long.parseLong(last), newest);
        long[] position = {begin};
        return Response.ok(streams.open(ClientAddress.of(request), () -> next(position, wanted)), EventStreams.TYPE)
                .build();
    }

    private String next(long[] position, FeedFilter wanted) {
        FeedTail.Next next = tail.next(position[0], wanted, () -> next(position[0], wanted));
        position[0] = next.end();
        return next.events();
    }

    private FeedTail.Next next(long position, FeedFilter wanted) {
        StringBuilder events = new StringBuilder();
        long newest = wanted.isAny() ? position : changes.newest();
        List<CatalogChange> found = read(position, MOST_CHANGES, wanted);
        for (CatalogChange change : found) {
            events.append(EventStreams.event(change.seq(), change.type(), text(change)));
        }
        long end = end(found, position);
        return new FeedTail.Next(events.toString(), found.size() < MOST_CHANGES ? Math.max(newest, end) : end);
    }

    private static long end(List<CatalogChange> page, long otherwise) {
        return page.isEmpty() ? otherwise : page.get(page.size() - 1).seq();
    }

    private static QueryReader reader(UriInfo uri, String... own) {
        return QueryReader.of(
                uri,
                Stream.concat(Arrays.stream(own), Arrays.stream(ChangeFilter.PARAMETERS))
                        .toArray(String[]::new));
    }

    private static long since(QueryReader query, long newest) {
        Long since = query.number("since", 0, Long.MAX_VALUE);
        return since == null ? 0 : reached("since", since, newest);
    }

    /** A position that was given out; any other would silently wait for numbers that mean something else by then. */
    private static long reached(String field, long position, long newest) {
        if (position > newest) {
            throw ApiException.beyond(field, newest);
        }
        return position;
    }

    private List<CatalogChange> read(long since, int limit, FeedFilter wanted) {
        return changes.since(since, limit, wanted.sql(), wanted);
    }

    private String text(CatalogChange change) {
        try {
            return json.writeValueAsString(change);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change cannot be written", e);
        }
    }
}
