package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.wire.PageCut.Style;
import java.util.List;

/** The hosts, routers and clouds that were added in November 2026; counts are what their users see. */
final class HostSpecs {
    private static final PageCut AZURE = new PageCut(Style.OFFSET, "$top", "$skip", 50, 1000);
    private static final PageCut DIGITALOCEAN = new PageCut(Style.PAGE, "limit", "page", 20, 200);

    private HostSpecs() {}

    static void add(List<SpecBuilder> all) {
        routers(all);
        hosts(all);
        others(all);
        clouds(all);
    }

    private static void routers(List<SpecBuilder> all) {
        ProviderSpecs.provider(all, "requesty", 520)
                .cachePrices()
                .unknown(20)
                .open()
                .list("/models", ListFrame.LIST, HostRows::requesty);
        ProviderSpecs.provider(all, "llmgateway", 230)
                .ids("{plain}")
                .cachePrices()
                .free(20, "")
                .open()
                .list("/models", ListFrame.DATA, HostRows::llmGateway);
        ProviderSpecs.provider(all, "nano-gpt", 480)
                .cachePrices()
                .unknown(15)
                .open()
                .list("/models?detailed=true", ListFrame.LIST, HostRows::nanoGpt);
    }

    private static void hosts(List<SpecBuilder> all) {
        flat(all, "baseten", 19).list("/models", ListFrame.DATA, HostRows::forOpenRouter);
        flat(all, "ovhcloud", 12).open().list("/rest/v2/openrouter", ListFrame.DATA, HostRows::forOpenRouter);
        flat(all, "wandb", 29)
                .open()
                .list("/analysis/artificialanalysis/models", ListFrame.DATA, HostRows::forOpenRouter);
        flat(all, "phala", 23).open().list("/models", ListFrame.DATA, HostRows::forOpenRouter);
        flat(all, "friendli", 16).open().list("/models", ListFrame.DATA, HostRows::friendli);
        flat(all, "io-net", 17).open().list("/models", ListFrame.LIST, HostRows::ioNet);
    }

    private static SpecBuilder flat(List<SpecBuilder> all, String slug, int models) {
        return ProviderSpecs.provider(all, slug, models)
                .openWeights()
                .ids("{org}/{name}")
                .cachePrices();
    }

    private static void others(List<SpecBuilder> all) {
        ProviderSpecs.provider(all, "digitalocean", 70)
                .ids("{plain}")
                .unpriced()
                .open()
                .list("/models/catalog", ListFrame.DIGITALOCEAN, DIGITALOCEAN, HostRows::digitalOcean);
        ProviderSpecs.provider(all, "parasail", 44)
                .openWeights()
                .ids("parasail-{plain}")
                .cachePrices()
                .open()
                .list("/prices/serverlessEndpoints", ListFrame.ARRAY, HostRows::parasail);
        ProviderSpecs.provider(all, "sambanova", 11)
                .openWeights()
                .ids("{name}")
                .open()
                .list("/models", ListFrame.LIST, HostRows::sambaNova);
        ProviderSpecs.provider(all, "cortecs", 60)
                .ids("{plain}")
                .unpriced()
                .open()
                .list("/models", ListFrame.LIST, HostRows::cortecs);
    }

    private static void clouds(List<SpecBuilder> all) {
        ProviderSpecs.provider(all, "azure", 90)
                .vendors("deepseek", "meta-llama", "mistralai", "x-ai")
                .ids("Azure {vendor}/{plain}")
                .cachePrices()
                .open()
                .list("/prices", ListFrame.AZURE, AZURE, CloudRows::azure);
        ProviderSpecs.provider(all, "amazon-bedrock", 41)
                .openWeights()
                .ids("{vendor}.{plain}")
                .cachePrices()
                .open()
                .list("/us-east-1/index.json", ListFrame.BEDROCK, CloudRows::bedrockProducts);
    }
}
