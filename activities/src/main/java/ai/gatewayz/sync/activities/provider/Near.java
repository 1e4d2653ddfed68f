package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.NANO_USD_PER_TOKEN;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_IMAGE;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.QuotedAmount;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** NEAR's list: each price is an integer amount times {@code 10^-scale} dollars, with its currency beside it. */
final class Near implements RecordMapper {
    static Provider entry() {
        return Provider.of("near", "NEAR AI Cloud")
                .aliases("nearai")
                .list("https://cloud-api.near.ai/v1", "/model/list?limit=100&offset=0")
                .paging(Paging.offset("total", 100))
                .reads(Envelope.array("models").withTotal("total"), new Near())
                .confirmedBy(Evidence.DOCUMENTATION, Evidence.OTHER_CLIENTS);
    }

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
    private static final long NANO_SCALE = 9;
    private static final long MAX_SCALE = 18;

    @Override
    public List<PriceField> priceFields() {
        return List.of(
                PriceField.of("inputCostPerToken.amount", PriceKind.INPUT, NANO_USD_PER_TOKEN),
                PriceField.of("outputCostPerToken.amount", PriceKind.OUTPUT, NANO_USD_PER_TOKEN),
                PriceField.of("costPerImage.amount", PriceKind.IMAGE_OUTPUT, USD_PER_IMAGE));
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        List<String> outputs = record.words("metadata.architecture.outputModalities");
        List<String> aliases = record.words("metadata.aliases");
        draft.id(record.text("modelId"))
                .name(record.text("metadata.modelDisplayName"))
                .description(record.text("metadata.modelDescription"))
                .limits(record.count("metadata.contextLength"), record.count("metadata.maxOutputLength"))
                .modalities(record.words("metadata.architecture.inputModalities"), outputs)
                .note("aliases", aliases == null ? null : String.join(",", aliases))
                .note("owned_by", record.text("metadata.ownedBy"));
        RecordRule.keep("metadata.verifiable", "metadata.attestationSupported", "metadata.providerType")
                .apply(record, draft);
        add(PriceKind.INPUT, USD_PER_TOKEN, record.at("inputCostPerToken"), draft);
        add(PriceKind.OUTPUT, USD_PER_TOKEN, record.at("outputCostPerToken"), draft);
        add(PriceKind.IMAGE_OUTPUT, USD_PER_IMAGE, record.at("costPerImage"), draft);
        if (outputs == null || !outputs.contains("image")) {
            RecordRule.freeIfZero("zero_price").apply(record, draft);
        }
    }

    private static void add(PriceKind kind, PriceUnit unit, JsonRecord cost, ModelDraft draft) {
        String amount = cost.decimal("amount");
        if (amount == null) {
            return;
        }
        Long scale = scale(cost.scalar("scale"));
        if (!"USD".equals(cost.text("currency"))) {
            draft.pricing().refuse(PriceRefusal.CURRENCY);
        } else if (scale == null) {
            draft.pricing().refuse(PriceRefusal.UNIT_UNKNOWN);
        } else if (!DIGITS.matcher(amount).matches()) {
            draft.pricing()
                    .refuse(
                            QuotedAmount.read(amount) instanceof QuotedAmount.Refused refused
                                    ? refused.reason()
                                    : PriceRefusal.NOT_A_NUMBER);
        } else if (scale == NANO_SCALE && unit == USD_PER_TOKEN) {
            draft.pricing().add(kind, NANO_USD_PER_TOKEN, cost.priceText("amount"));
        } else {
            draft.pricing().add(kind, unit, new PriceText(amount + "e-" + scale, cost.pointer("amount")));
        }
    }

    private static @Nullable Long scale(@Nullable String text) {
        return text != null && DIGITS.matcher(text).matches() && Long.parseLong(text) <= MAX_SCALE
                ? (Long) Long.parseLong(text)
                : null;
    }
}
