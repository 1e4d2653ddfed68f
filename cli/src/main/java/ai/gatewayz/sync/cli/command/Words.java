package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.catalog.change.EventType;
import ai.gatewayz.sync.catalog.guard.HoldRule;
import ai.gatewayz.sync.catalog.provider.Tier;
import ai.gatewayz.sync.catalog.run.JobStatus;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Words that options and parameters take, for help and completion. */
final class Words {
    private Words() {}

    /** Slugs of all providers. */
    static final class Providers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ai.gatewayz.sync.activities.provider.Providers.all().stream()
                    .map(provider -> provider.slug().value())
                    .sorted()
                    .iterator();
        }
    }

    /** How a job stands. */
    static final class Statuses implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(JobStatus.values()).map(JobStatus::key).iterator();
        }
    }

    /** What a sync is of. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("full", "prices").iterator();
        }
    }

    /** Rules that hold prices. */
    static final class Rules implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(HoldRule.values()).map(HoldRule::key).iterator();
        }
    }

    /** Kinds of events of the change feed. */
    static final class Events implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(EventType.values()).map(EventType::key).iterator();
        }
    }

    /** How often a provider is asked; the last one gives the choice back to the code. */
    static final class Tiers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Arrays.stream(Tier.values()).map(Tier::key), Stream.of("default"))
                    .iterator();
        }
    }

    /** Formats of the catalog. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("litellm", "models.dev", "openrouter", "genai-prices", "csv")
                    .iterator();
        }
    }

    /** Schedules that a worker makes. */
    static final class Schedules implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(
                            "catalog-sync",
                            "pricing-sync",
                            "catalog-sync-tier-15m",
                            "catalog-sync-tier-1h",
                            "catalog-sync-tier-4h")
                    .iterator();
        }
    }
}
