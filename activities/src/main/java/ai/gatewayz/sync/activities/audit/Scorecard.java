package ai.gatewayz.sync.activities.audit;

import ai.gatewayz.sync.activities.audit.StoredCatalog.Offering;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.reference.ReferencePrices;
import ai.gatewayz.sync.catalog.change.ListShape;
import ai.gatewayz.sync.catalog.guard.UnitConfusion;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.catalog.reference.ReferenceAgreement;
import ai.gatewayz.sync.catalog.reference.ReferenceDecision;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares prices with what reference feeds say, provider by provider and dimension by dimension. */
public final class Scorecard {
    private static final List<PriceKind> DIMENSIONS =
            List.of(PriceKind.INPUT, PriceKind.OUTPUT, PriceKind.CACHE_READ, PriceKind.CACHE_WRITE);

    /** Offerings whose price the provider and a feed both tell. Equal means within 0.5 %. */
    public record Compared(String provider, String feed, String dimension, long joined, long equal) {}

    /** Two prices, US dollars per token, that differ. */
    public record Mismatch(
            String provider,
            String model,
            String feed,
            String referenceId,
            String rule,
            String dimension,
            String price,
            String reference,
            String disposition) {
        /** Whether nobody has looked into it. */
        public boolean isOpen() {
            return disposition.equals(Dispositions.OPEN);
        }

        /** Whether it is open, and a power of ten as with a wrong unit. */
        public boolean isWrong() {
            return isOpen() && UnitConfusion.isLikely(UnitPrice.ofUsd(price), UnitPrice.ofUsd(reference));
        }
    }

    /** What feeds give a provider whose list has no prices. */
    public record ByReference(
            String provider, long models, long corroborated, long uncorroborated, long disagree, long unknown) {}

    /** In the place of a feed's name, of a field that no feed is asked about. */
    private static final String UNREAD = "unread";

    /** A field of a provider's records that states a price and is not read, on so many models. */
    public record Unread(String provider, String path, long models, String reason) {}

    private final Dispositions dispositions;
    private final SortedMap<String, Unread> unread = new TreeMap<>();
    private final SortedMap<String, Compared> compared = new TreeMap<>();
    private final List<Mismatch> mismatches = new ArrayList<>();
    private final List<ByReference> byReference = new ArrayList<>();

    /** An empty card. */
    public Scorecard(Dispositions dispositions) {
        this.dispositions = dispositions;
    }

    /** Adds a provider's offerings. */
    public void add(Provider provider, Collection<Offering> offerings, ReferencePrices references) {
        if (provider.isPricedByReference()) {
            addByReference(provider.slug().value(), offerings, references);
            return;
        }
        if (provider.isRestPricedByReference()) {
            List<Offering> untold =
                    offerings.stream().filter(o -> o.pricing().isUntold()).toList();
            addByReference(provider.slug().value(), untold, references);
        }
        for (Offering offering : offerings) {
            for (ReferencePrice reference : references.of(offering.id(), offering.metadata())) {
                DIMENSIONS.forEach(dimension -> compare(provider.slug().value(), offering, reference, dimension));
            }
        }
    }

    /** Adds what is not read of a provider's offerings. */
    public void addUnread(Provider provider, Collection<Offering> offerings) {
        String slug = provider.slug().value();
        for (Offering offering : offerings) {
            offering.pricing().unread().stream()
                    .map(ListShape::path)
                    .distinct()
                    .forEach(path -> unread.merge(
                            slug + " " + path,
                            new Unread(slug, path, 1, dispositions.of(slug, "", path, UNREAD)),
                            (a, b) -> new Unread(slug, path, a.models() + b.models(), a.reason())));
        }
    }

    /** Fields that state a price and are not read, by provider and path. */
    public List<Unread> unread() {
        return List.copyOf(unread.values());
    }

    private void compare(String slug, Offering offering, ReferencePrice reference, PriceKind kind) {
        Optional<UnitPrice> price = offering.pricing().base(kind, BillingUnit.TOKEN);
        Optional<UnitPrice> other = reference.pricing().base(kind, BillingUnit.TOKEN);
        if (price.isEmpty() || other.isEmpty()) {
            return;
        }
        boolean equal = ReferenceAgreement.areEqual(price.orElseThrow(), other.orElseThrow());
        compared.merge(
                slug + " " + reference.feed() + " " + kind.ordinal(),
                new Compared(slug, reference.feed(), kind.key(), 1, equal ? 1 : 0),
                (a, b) -> new Compared(
                        a.provider(), a.feed(), a.dimension(), a.joined() + b.joined(), a.equal() + b.equal()));
        if (!equal) {
            mismatches.add(new Mismatch(
                    slug,
                    offering.id(),
                    reference.feed(),
                    reference.referenceId(),
                    reference.rule(),
                    kind.key(),
                    price.orElseThrow().toPlainString(),
                    other.orElseThrow().toPlainString(),
                    dispositions.of(slug, offering.id(), kind.key(), reference.feed())));
        }
    }

    private void addByReference(String slug, Collection<Offering> offerings, ReferencePrices references) {
        long[] counts = new long[ReferenceDecision.Outcome.values().length];
        for (Offering offering : offerings) {
            List<ReferencePrice> found = references.of(offering.id(), offering.metadata());
            ReferenceDecision.Outcome outcome = ReferenceDecision.of(found).outcome();
            counts[outcome.ordinal()]++;
            if (outcome == ReferenceDecision.Outcome.DISAGREE) {
                DIMENSIONS.forEach(dimension -> addDisagreement(slug, offering, found, dimension));
            }
        }
        byReference.add(new ByReference(
                slug,
                offerings.size(),
                counts[ReferenceDecision.Outcome.CORROBORATED.ordinal()],
                counts[ReferenceDecision.Outcome.UNCORROBORATED.ordinal()],
                counts[ReferenceDecision.Outcome.DISAGREE.ordinal()],
                counts[ReferenceDecision.Outcome.NONE.ordinal()]));
    }

    /** Between feeds there is no price of ours: the first feed's stands in its place. */
    private void addDisagreement(String slug, Offering offering, List<ReferencePrice> found, PriceKind kind) {
        ReferencePrice one = found.get(0);
        ReferencePrice other = found.get(1);
        Optional<UnitPrice> price = one.pricing().base(kind, BillingUnit.TOKEN);
        Optional<UnitPrice> reference = other.pricing().base(kind, BillingUnit.TOKEN);
        if (price.isPresent()
                && reference.isPresent()
                && !ReferenceAgreement.areEqual(price.orElseThrow(), reference.orElseThrow())) {
            String feeds = one.feed() + "≠" + other.feed();
            mismatches.add(new Mismatch(
                    slug,
                    offering.id(),
                    feeds,
                    other.referenceId(),
                    other.rule(),
                    kind.key(),
                    price.orElseThrow().toPlainString(),
                    reference.orElseThrow().toPlainString(),
                    dispositions.of(slug, offering.id(), kind.key(), feeds)));
        }
    }

    /** Counts by provider, feed and dimension. */
    public List<Compared> compared() {
        return List.copyOf(compared.values());
    }

    /** Every difference, in the order of the offerings. */
    public List<Mismatch> mismatches() {
        return List.copyOf(mismatches);
    }

    /** Providers whose prices are the feeds'. */
    public List<ByReference> byReference() {
        return List.copyOf(byReference);
    }
}
