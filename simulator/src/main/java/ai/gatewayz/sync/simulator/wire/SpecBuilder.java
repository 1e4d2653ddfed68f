package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.Kind;
import ai.gatewayz.sync.simulator.model.ProviderProfile;
import ai.gatewayz.sync.simulator.model.ProviderProfile.Pricing;
import ai.gatewayz.sync.simulator.model.ProviderProfile.Supply;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects one provider's description; what is not said has the most common value. */
final class SpecBuilder {
    private final String slug;
    private final int models;
    private final List<Listing> listings = new ArrayList<>();
    private String ids = "{vendor}/{plain}";
    private Pricing pricing = Pricing.API;
    private Supply supply = Supply.RELEASES;
    private Set<String> vendors = Set.of();
    private Set<Kind> kinds = EnumSet.of(Kind.CHAT);
    private Set<Kind> unitPriced = Set.of();
    private boolean cachePrices;
    private int free;
    private String freeSuffix = "";
    private int batch;
    private int unknown;
    private int varying;
    private List<String> routers = List.of();
    private int duplicates;
    private String keyHeader = "authorization";
    private ErrorStyle errors = ErrorStyle.OPENAI;

    SpecBuilder(String slug, int models) {
        this.slug = slug;
        this.models = models;
    }

    SpecBuilder ids(String template) {
        this.ids = template;
        return this;
    }

    /** Prices come from the reference feeds only. */
    SpecBuilder byReference() {
        this.pricing = Pricing.REFERENCE;
        return this;
    }

    /** No price can be known. */
    SpecBuilder unpriced() {
        this.pricing = Pricing.NONE;
        return this;
    }

    SpecBuilder supply(Supply names) {
        this.supply = names;
        return this;
    }

    SpecBuilder vendors(String... names) {
        this.vendors = Set.of(names);
        return this;
    }

    /** Only makers whose weights anyone may host. */
    SpecBuilder openWeights() {
        return vendors(
                "meta-llama",
                "qwen",
                "deepseek",
                "z-ai",
                "moonshotai",
                "mistralai",
                "nvidia",
                "microsoft",
                "minimax",
                "baidu",
                "bytedance",
                "tencent",
                "nousresearch",
                "allenai",
                "ibm-granite",
                "liquid",
                "stepfun",
                "xiaomi",
                "arcee-ai",
                "baai",
                "intfloat",
                "black-forest-labs",
                "stabilityai",
                "canopylabs",
                "cartesia");
    }

    SpecBuilder kinds(Kind first, Kind... more) {
        this.kinds = EnumSet.of(first, more);
        return this;
    }

    /** Of these kinds the list states a price per image, second or character. */
    SpecBuilder unitPriced(Kind first, Kind... more) {
        this.unitPriced = EnumSet.of(first, more);
        return this;
    }

    SpecBuilder cachePrices() {
        this.cachePrices = true;
        return this;
    }

    SpecBuilder free(int permille, String suffix) {
        this.free = permille;
        this.freeSuffix = suffix;
        return this;
    }

    SpecBuilder batch(int permille) {
        this.batch = permille;
        return this;
    }

    SpecBuilder unknown(int permille) {
        this.unknown = permille;
        return this;
    }

    SpecBuilder varying(int permille) {
        this.varying = permille;
        return this;
    }

    SpecBuilder routers(String... names) {
        this.routers = List.of(names);
        return this;
    }

    SpecBuilder duplicates(int rows) {
        this.duplicates = rows;
        return this;
    }

    /** The list needs no key. */
    SpecBuilder open() {
        this.keyHeader = "";
        return this;
    }

    SpecBuilder key(String header) {
        this.keyHeader = header;
        return this;
    }

    SpecBuilder errors(ErrorStyle style) {
        this.errors = style;
        return this;
    }

    SpecBuilder list(String path, ListFrame envelope, RowWriter rows) {
        return list(path, envelope, PageCut.NONE, rows);
    }

    /** Adds an endpoint; a path may end with one required query parameter. */
    SpecBuilder list(String path, ListFrame envelope, PageCut paging, RowWriter rows) {
        int mark = path.indexOf('?');
        String requires = mark < 0 ? "" : path.substring(mark + 1);
        listings.add(new Listing(mark < 0 ? path : path.substring(0, mark), requires, envelope, paging, rows));
        return this;
    }

    ProviderSpec build() {
        ProviderProfile profile = new ProviderProfile(
                slug,
                models,
                ids,
                pricing,
                supply,
                vendors,
                kinds,
                unitPriced,
                cachePrices,
                free,
                batch,
                unknown,
                varying,
                freeSuffix,
                routers,
                duplicates);
        return new ProviderSpec(profile, keyHeader, errors, List.copyOf(listings));
    }
}
