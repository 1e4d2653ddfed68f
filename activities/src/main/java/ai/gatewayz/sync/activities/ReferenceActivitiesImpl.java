package ai.gatewayz.sync.activities;

import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import ai.gatewayz.sync.activities.http.FetchedBody;
import ai.gatewayz.sync.activities.http.ProviderCallException;
import ai.gatewayz.sync.activities.http.ProviderHttpClient;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.provider.ReferenceFeeds;
import ai.gatewayz.sync.activities.reference.FeedBody;
import ai.gatewayz.sync.activities.reference.ReferenceFeed;
import ai.gatewayz.sync.activities.reference.ReferenceIndex;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.activities.reference.ReferenceStore;
import ai.gatewayz.sync.workflows.activity.ReferenceActivities;
import ai.gatewayz.sync.workflows.model.ReferenceReport;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the reference feeds and keeps their prices. */
public final class ReferenceActivitiesImpl implements ReferenceActivities {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceActivitiesImpl.class);

    private final Map<String, ReferenceKeys> providers;
    private final ProviderHttpClient http;
    private final ReferenceStore store;

    /** Activities over their collaborators; all are shared by threads. */
    public ReferenceActivitiesImpl(ProviderRegistry registry, ProviderHttpClient http, ReferenceStore store) {
        this.providers = ReferenceFeeds.keys(registry.all());
        this.http = http;
        this.store = store;
    }

    @Override
    public ReferenceReport refreshReferences() {
        Heartbeat heartbeat = Heartbeat.ofThisActivity();
        List<ReferenceReport.Feed> feeds = new ArrayList<>();
        for (ReferenceFeed feed : ReferenceFeed.values()) {
            feeds.add(refresh(feed, heartbeat));
        }
        return new ReferenceReport(feeds);
    }

    private ReferenceReport.Feed refresh(ReferenceFeed feed, Heartbeat heartbeat) {
        try (FetchedBody body = http.fetch(
                ReferenceFeeds.source(feed), (pages, bytes) -> heartbeat.beat(feed.slug() + ": " + bytes + " bytes"))) {
            FeedBody ref = new FeedBody(
                    feed.slug(),
                    new SnapshotRef(body.sha256(), body.decodedBytes(), body.pages()),
                    ReferenceFeed.VERSION);
            if (ActivityFailures.database(() -> store.confirm(ref))) {
                return new ReferenceReport.Feed(feed.slug(), "not_modified", 0, 0, 0, null);
            }
            return keep(feed, ref, body, heartbeat);
        } catch (ProviderCallException e) {
            LOG.warn("{}", e.getMessage());
            return failed(feed, e.kind().name().toLowerCase(Locale.ROOT));
        } catch (MalformedCatalogException e) {
            LOG.warn("{}: {}", feed.slug(), e.getMessage());
            return failed(feed, "malformed");
        } catch (IOException e) {
            return failed(feed, "unreadable");
        }
    }

    private ReferenceReport.Feed keep(ReferenceFeed feed, FeedBody ref, FetchedBody body, Heartbeat heartbeat)
            throws IOException {
        ActivityFailures.database(() -> {
            store.put(ref, body.openGzip(), body.gzipBytes());
            return ref;
        });
        heartbeat.beat(feed.slug() + ": reading");
        ReferenceIndex index;
        try (InputStream text = new GZIPInputStream(body.openGzip())) {
            index = feed.read(text, providers);
        }
        try (Heartbeat.Beating beating = heartbeat.beating(feed.slug() + ": storing")) {
            int changes = ActivityFailures.database(() -> store.apply(ref, providers, index));
            if (changes < 0) {
                return failed(feed, "shrunk");
            }
            long refused = index.refused().values().stream().mapToLong(n -> n).sum();
            return new ReferenceReport.Feed(
                    feed.slug(), "refreshed", index.rows().size(), changes, refused, null);
        }
    }

    private ReferenceReport.Feed failed(ReferenceFeed feed, String code) {
        ActivityFailures.database(() -> {
            store.failed(feed.slug(), code);
            return code;
        });
        return new ReferenceReport.Feed(feed.slug(), "failed", 0, 0, 0, code);
    }
}
