package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.FeatureWords;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.PromptTiers;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.QuotedPrice;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Helicone's registry: a model and the hosts that serve it. The author's own host, else the first one, gives the model's
 * price; every other one is an offer beside it. Tiers by the size of the prompt repeat the price and say the others.
 */
final class Helicone implements RecordMapper {
    static Provider entry() {
        return Provider.of("helicone", "Helicone")
                .list("https://api.helicone.ai", "/v1/public/model-registry/models")
                .reads(Envelope.array("data.models"), new Helicone())
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }

    private static final Set<FeatureWords> VOCABULARY =
            Set.of(FeatureWords.TOOLS, FeatureWords.JSON, FeatureWords.REASONING, FeatureWords.STRUCTURED);
    private static final Set<String> TIER_FIELDS = Set.of(
            "threshold", "prompt", "completion", "cacheRead", "cacheWrite", "reasoning", "audio", "internal_reasoning");
    private static final List<PriceField> FIELDS = List.of(
            PriceField.of("prompt", PriceKind.INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("completion", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("cacheRead", PriceKind.CACHE_READ, USD_PER_MILLION_TOKENS),
            PriceField.of("cacheWrite", PriceKind.CACHE_WRITE, USD_PER_MILLION_TOKENS),
            PriceField.of("audio", PriceKind.AUDIO_INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("reasoning", PriceKind.REASONING, USD_PER_MILLION_TOKENS),
            PriceField.of("internal_reasoning", PriceKind.REASONING, USD_PER_MILLION_TOKENS));
    private static final Set<PriceKind> KINDS = FIELDS.stream()
            .map(PriceField::kind)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(PriceKind.class)));

    @Override
    public List<PriceField> priceFields() {
        return Stream.of("endpoints[].pricing.", "endpoints[].pricingTiers[].")
                .flatMap(at -> FIELDS.stream().map(f -> PriceField.of(at + f.path(), f.kind(), f.unit())))
                .toList();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        List<String> inputs = record.words("inputModalities");
        draft.id(record.text("id"))
                .name(record.text("name"))
                .description(record.text("description"))
                .limits(record.count("contextLength"), record.count("maxOutput"))
                .modalities(inputs, record.words("outputModalities"))
                .capabilities(FeatureWords.read(record.words("supportedParameters"), inputs, VOCABULARY))
                .note("author", record.text("author"))
                .note("training_date", record.text("trainingDate"));
        List<JsonRecord> hosts = oneOfEachSlug(record.records("endpoints"), draft);
        int headline = headline(hosts, record.text("author"));
        for (int i = 0; i < hosts.size(); i++) {
            String host = slug(hosts.get(i));
            if (i == headline) {
                add(hosts.get(i), PriceCondition.ALWAYS, draft);
                draft.note("price_from", host);
            } else if (host != null) {
                add(hosts.get(i), PriceCondition.ALWAYS.with("offer", host), draft);
            }
        }
    }

    private static @Nullable String slug(JsonRecord host) {
        return host.firstText("providerSlug", "provider");
    }

    /**
     * The hosts, each slug once, in their order. Of several endpoints of one slug those that Helicone bills itself count before
     * those that take the user's own key; where they still differ in price, none of them is taken.
     */
    private static List<JsonRecord> oneOfEachSlug(List<JsonRecord> endpoints, ModelDraft draft) {
        Map<String, List<JsonRecord>> bySlug = new LinkedHashMap<>();
        for (JsonRecord endpoint : endpoints) {
            bySlug.computeIfAbsent(String.valueOf(slug(endpoint)), slug -> new ArrayList<>())
                    .add(endpoint);
        }
        List<JsonRecord> hosts = new ArrayList<>();
        for (List<JsonRecord> same : bySlug.values()) {
            List<JsonRecord> billed =
                    same.stream().filter(e -> e.isFlagged("supportsPtb")).toList();
            List<JsonRecord> meant = billed.isEmpty() ? same : billed;
            JsonRecord first = meant.get(0);
            if (meant.stream().allMatch(e -> isSamePrice(e, first))) {
                hosts.add(first);
                same.stream()
                        .filter(e -> e != first && isSamePrice(e, first))
                        .forEach(e -> add(e, PriceCondition.ALWAYS, new ModelDraft(draft.toldAt())));
            } else {
                draft.pricing().refuse(PriceRefusal.CONFLICTING);
            }
        }
        return hosts;
    }

    private static boolean isSamePrice(JsonRecord one, JsonRecord other) {
        return one.isSameIn(other, "pricing") && one.isSameIn(other, "pricingTiers");
    }

    private static int headline(List<JsonRecord> hosts, @Nullable String author) {
        for (int i = 0; i < hosts.size(); i++) {
            if (author != null && author.equals(hosts.get(i).text("provider"))) {
                return i;
            }
        }
        return 0;
    }

    private static void add(JsonRecord host, PriceCondition condition, ModelDraft draft) {
        JsonRecord base = host.at("pricing");
        List<JsonRecord> entries = host.records("pricingTiers");
        Optional<PromptTiers> tiers =
                PromptTiers.of(entries.stream().map(Helicone::tier).toList(), TIER_FIELDS);
        if (tiers.isEmpty() && !entries.isEmpty()) {
            draft.pricing().refuse(PriceRefusal.TIERS);
        }
        for (PriceKind kind : KINDS) {
            Optional<QuotedPrice> price = price(base, kind, draft);
            if (tiers.isPresent()) {
                tiers.orElseThrow().add(kind, entry -> price(entry, kind, draft), price, condition, draft);
            } else {
                price.ifPresent(p -> draft.pricing().add(kind, p.unit(), p.said(), condition));
            }
        }
    }

    /** Prompts of more tokens than the threshold. */
    private static PromptTiers.Tier tier(JsonRecord entry) {
        Long threshold = entry.count("threshold");
        Long from =
                "0".equals(entry.scalar("threshold")) ? (Long) 0L : threshold == null ? null : (Long) (threshold + 1);
        return new PromptTiers.Tier(entry, from, null);
    }

    private static Optional<QuotedPrice> price(JsonRecord prices, PriceKind kind, ModelDraft draft) {
        List<QuotedPrice> said = new ArrayList<>();
        for (PriceField field : FIELDS) {
            PriceText text = field.kind() == kind ? prices.priceText(field.path()) : null;
            if (text != null) {
                said.add(new QuotedPrice(field.unit(), text));
            }
        }
        return QuotedPrice.agreed(said, draft.pricing());
    }
}
