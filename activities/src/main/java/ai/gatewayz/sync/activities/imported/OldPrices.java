package ai.gatewayz.sync.activities.imported;

import ai.gatewayz.sync.activities.imported.ImportedDao.Known;
import ai.gatewayz.sync.activities.imported.ImportedDao.Price;
import ai.gatewayz.sync.activities.reference.ReferencePrices;
import ai.gatewayz.sync.catalog.guard.PriceCase;
import ai.gatewayz.sync.catalog.guard.PriceDecision;
import ai.gatewayz.sync.catalog.guard.PriceReview;
import ai.gatewayz.sync.catalog.model.FreeText;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import ai.gatewayz.sync.ledger.FlatPrices;
import ai.gatewayz.sync.ledger.PriceList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what the old system said that models cost, as far as the price guards believe it: each price is judged like a
 * first one, beside the others of its provider, against what feeds say and what the provider itself says now. None of them
 * becomes a price of the catalog.
 */
final class OldPrices {
    private static final int BATCH_ROWS = 1_000;
    /** So many of one provider are judged together. */
    private static final int MOST_TOGETHER = 20_000;

    private static final int SOURCE_CHARS = 100;
    private static final String BASIS = "imported";
    private static final String NOTHING_UNREAD = "[]";

    /** A price that can be read. */
    private record Told(OldRow row, Price price, Pricing pricing) {}

    private final Handle handle;
    private final ImportedDao dao;
    private final Tally tally;
    private final Runnable beat;
    private ReferencePrices references = ReferencePrices.none();
    private long withdrawn;

    /**
     * Writes to a database.
     *
     * @param beat is called after each batch
     */
    OldPrices(Handle handle, Tally tally, Runnable beat) {
        this.handle = handle;
        this.dao = handle.attach(ImportedDao.class);
        this.tally = tally;
        this.beat = beat;
    }

    /** Takes a table over, and returns how many prices of an earlier import are gone. */
    long take(OldTables.Rows rows) {
        List<OldRow> together = new ArrayList<>();
        for (List<OldRow> batch = rows.next(BATCH_ROWS); !batch.isEmpty(); batch = rows.next(BATCH_ROWS)) {
            for (OldRow row : batch) {
                boolean isOther = !together.isEmpty() && together.get(0).providerId() != row.providerId();
                if (isOther || together.size() == MOST_TOGETHER) {
                    judge(together);
                    together.clear();
                }
                together.add(row);
            }
            tally.read(batch.size());
            beat.run();
        }
        judge(together);
        return withdrawn;
    }

    private void judge(List<OldRow> rows) {
        List<Told> told = new ArrayList<>();
        for (OldRow row : rows) {
            try {
                Told price = read(row);
                if (price == null) {
                    tally.unpriced();
                } else {
                    told.add(price);
                }
            } catch (BrokenRowException e) {
                tally.refuse(row, e.reason());
            }
        }
        Map<Long, Known> models = new HashMap<>();
        dao.known(told.stream().map(one -> one.price().oldModelId()).distinct().toList())
                .forEach(model -> models.put(model.oldId(), model));
        Map<String, Told> byNumber = new LinkedHashMap<>();
        Map<String, PriceCase> cases = new LinkedHashMap<>();
        for (Told one : told) {
            Known model = models.get(one.price().oldModelId());
            if (model == null) {
                tally.refuse(
                        one.row(),
                        one.row()
                                .broken("model_id", "is of no model that came in")
                                .reason());
            } else {
                String number = Integer.toString(cases.size());
                byNumber.put(number, one);
                cases.put(number, new PriceCase(null, one.pricing(), others(model), List.of()));
            }
        }
        write(byNumber, PriceReview.review(cases, cases.size()));
    }

    private void write(Map<String, Told> told, Map<String, PriceDecision> decisions) {
        List<Price> believed = new ArrayList<>();
        List<Price> refused = new ArrayList<>();
        told.forEach((number, one) -> {
            PriceDecision decision = decisions.getOrDefault(number, PriceDecision.STORED);
            if (decision.isStored()) {
                believed.add(one.price());
            } else {
                refused.add(one.price());
                tally.refuse(one.row(), decision.reason());
            }
        });
        // A batch without rows is an error.
        if (!believed.isEmpty()) {
            tally.written(dao.addPrices(believed));
        }
        if (!refused.isEmpty()) {
            for (int gone : dao.withdraw(refused)) {
                withdrawn += gone;
            }
        }
    }

    /** What feeds say of the offering, and what its provider says now. */
    private List<ReferencePrice> others(Known model) {
        if (!references.provider().equals(model.providerSlug())) {
            references = ReferencePrices.load(handle, model.providerSlug());
        }
        List<ReferencePrice> others = new ArrayList<>(references.of(model.providerModelId()));
        String components = model.components();
        if (components != null) {
            others.add(new ReferencePrice(
                    "provider",
                    model.providerModelId(),
                    ReferencePrice.LITERAL,
                    PriceList.read(PriceState.PRICED.key(), BASIS, components, NOTHING_UNREAD)));
        }
        return others;
    }

    /** Null when the row tells no price. */
    private static @Nullable Told read(OldRow row) throws BrokenRowException {
        long model = row.id("model_id");
        List<PriceComponent> lines = new ArrayList<>();
        add(lines, PriceKind.INPUT, BillingUnit.TOKEN, row.amount("price_per_input_token"));
        add(lines, PriceKind.OUTPUT, BillingUnit.TOKEN, row.amount("price_per_output_token"));
        add(lines, PriceKind.IMAGE_INPUT, BillingUnit.TOKEN, row.amount("price_per_image_token"));
        add(lines, PriceKind.REQUEST, BillingUnit.REQUEST, row.amount("price_per_request"));
        if (lines.isEmpty()) {
            return null;
        }
        String column = row.table().toldAt();
        Instant toldAt = row.instant(column);
        if (toldAt == null) {
            throw row.broken(column, "is missing");
        }
        Pricing pricing = new Pricing(PriceState.PRICED, BASIS, lines);
        FlatPrices flat = FlatPrices.of(pricing);
        Price price = new Price(
                model,
                toldAt,
                row.table().table(),
                flat.input(),
                flat.output(),
                flat.image(),
                flat.request(),
                FreeText.clean(row.text("pricing_source"), SOURCE_CHARS));
        return new Told(row, price, pricing);
    }

    private static void add(List<PriceComponent> lines, PriceKind kind, BillingUnit unit, @Nullable UnitPrice price) {
        if (price != null) {
            lines.add(
                    new PriceComponent(kind, unit, price, PriceQuote.of(price.toPlainString()), PriceCondition.ALWAYS));
        }
    }
}
