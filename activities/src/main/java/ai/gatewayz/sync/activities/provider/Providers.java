package ai.gatewayz.sync.activities.provider;

import java.util.List;

/** THE list of providers. Database rows, fan-out, API lists, webhook slugs and documentation derive from it. */
public final class Providers {
    private static final List<Provider> ALL = List.of(
            OpenRouter.entry(),
            Featherless.entry(),
            DeepInfra.entry(),
            Groq.entry(),
            Fireworks.entry(),
            Together.entry(),
            Cerebras.entry(),
            Nebius.entry(),
            Xai.entry(),
            Novita.entry(),
            Chutes.entry(),
            Aimo.entry(),
            Near.entry(),
            Fal.entry(),
            Helicone.entry(),
            Anannas.entry(),
            Aihubmix.entry(),
            VercelAiGateway.entry(),
            GoogleVertex.entry(),
            OpenAi.entry(),
            Anthropic.entry(),
            SimpliSmart.entry(),
            OneRouter.entry(),
            CloudflareWorkersAi.entry(),
            Clarifai.entry(),
            Morpheus.entry(),
            Sybil.entry(),
            CanopyWave.entry(),
            Modelz.entry(),
            Cohere.entry(),
            HuggingFace.entry(),
            Alibaba.entry(),
            AlibabaChina.entry(),
            Zai.entry(),
            Alpaca.entry(),
            GoogleAiStudio.entry(),
            Mistral.entry(),
            DeepSeek.entry(),
            Moonshot.entry(),
            Perplexity.entry(),
            PerplexityRouter.entry(),
            Venice.entry(),
            ZenMux.entry(),
            Poe.entry(),
            Kilo.entry(),
            Requesty.entry(),
            LlmGateway.entry(),
            NanoGpt.entry(),
            DigitalOcean.entry(),
            Baseten.entry(),
            Parasail.entry(),
            SambaNova.entry(),
            Friendli.entry(),
            OvhCloud.entry(),
            Wandb.entry(),
            IoNet.entry(),
            Cortecs.entry(),
            Phala.entry(),
            Azure.entry(),
            AmazonBedrock.entry());

    private Providers() {}

    /** Every provider, in the order of the list. */
    public static List<Provider> all() {
        return ALL;
    }
}
