package ai.gatewayz.sync.simulator.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The releases of the well-known makers, built from a table of families; prices are invented from the seed. */
final class Families {
    /** Vendor; org; family; versions; sizes; variants; kind; context; base price in USD per 1M or per unit. */
    private static final String TABLE = """
            openai;openai;gpt;-3.5-turbo,-4,-4-turbo,-4o,-4.1,-5,-5.1,-5.2;,-mini,-nano,-pro;,-chat,-codex;CHAT;400000;1.25
            openai;openai;o;1,3,4;,-mini,-pro;,-deep-research;CHAT;200000;2
            openai;openai;gpt-oss;;-20b,-120b;,-safeguard;CHAT;131072;0.05
            openai;openai;text-embedding;-3;-small,-large;;EMBEDDING;8192;0.02
            openai;openai;gpt-image;-1,-1.5,-2;,-mini;;IMAGE;0;0.04
            openai;openai;sora;-2;,-pro;;VIDEO;0;0.1
            openai;openai;tts;-1,-2;,-hd;;SPEECH;4096;0.000015
            openai;openai;whisper;-large-v3;,-turbo;;TRANSCRIPTION;448;0.006
            anthropic;anthropic;claude;;-haiku,-sonnet,-opus;-3.5,-3.7,-4,-4.1,-4.5,-4.6;CHAT;200000;1
            google;google;gemini;-1.5,-2.0,-2.5,-3.0,-3.1;-flash-lite,-flash,-pro;,-preview,-exp,-thinking;CHAT;1048576;0.1
            google;google;gemma;-2,-3,-4;-1b,-4b,-9b,-12b,-27b;,-it;CHAT;131072;0.03
            google;google;text-embedding;-004,-005;;,-gecko,-multilingual;EMBEDDING;2048;0.025
            google;google;imagen;-3.0,-4.0;-fast,-generate,-ultra;;IMAGE;480;0.02
            google;google;veo;-2.0,-3.0,-3.1;-lite,-fast,-generate;;VIDEO;480;0.1
            google;google;lyria;-2,-3;,-pro;;SPEECH;0;0.00004
            google;google;chirp;-2,-3;;;TRANSCRIPTION;0;0.016
            meta-llama;meta-llama;Llama;-3,-3.1,-3.2,-3.3,-4;-1B,-8B,-17B,-70B,-405B;,-Instruct,-Instruct-Turbo;CHAT;131072;0.03
            meta-llama;meta-llama;Llama-Guard;-3,-4;-1B,-8B,-12B;;CHAT;131072;0.05
            qwen;Qwen;Qwen;2,2.5,3,3.5;-4B,-8B,-14B,-32B,-72B,-235B-A22B;,-Instruct,-Thinking;CHAT;131072;0.04
            qwen;Qwen;Qwen;2.5,3,3.5;-7B,-30B-A3B,-480B-A35B;-Coder,-Coder-Instruct,-Coder-Turbo;CHAT;262144;0.06
            qwen;Qwen;Qwen;2.5,3,3.5;-8B,-32B,-235B;-VL-Instruct,-VL-Thinking,-Omni;CHAT;131072;0.08
            qwen;Qwen;qwen;3,3.5,3.7;-flash,-plus,-max;,-preview;CHAT;1000000;0.05
            qwen;Qwen;Qwen3-Embedding;;-0.6B,-4B,-8B;;EMBEDDING;32768;0.01
            qwen;Qwen;Qwen3-Reranker;;-0.6B,-4B,-8B;;RERANK;32768;0.001
            qwen;Qwen;Qwen-Image;,-2;,-Turbo;,-Edit;IMAGE;0;0.03
            mistralai;mistralai;mistral;-small,-medium,-large;;-2402,-2407,-2501,-2505,-2508,-latest;CHAT;131072;0.1
            mistralai;mistralai;ministral;-3b,-8b,-14b;;-2410,-2512,-latest;CHAT;131072;0.04
            mistralai;mistralai;codestral;;;-2405,-2501,-2508,-latest;CHAT;262144;0.3
            mistralai;mistralai;magistral;-small,-medium;;-2506,-2509,-latest;CHAT;40960;0.5
            mistralai;mistralai;devstral;-small,-medium;;-2507,-2512,-latest;CHAT;131072;0.1
            mistralai;mistralai;pixtral;-12b,-large;;-2409,-2411,-latest;CHAT;131072;0.15
            mistralai;mistralai;mistral-embed;;;,-2312;EMBEDDING;8192;0.1
            mistralai;mistralai;Mixtral;-8x7B,-8x22B;;-v0.1,-Instruct-v0.1;CHAT;65536;0.5
            deepseek;deepseek-ai;DeepSeek;-V3,-V3.1,-V3.2,-V4;,-Flash;,-Terminus,-Exp,-Speciale;CHAT;163840;0.25
            deepseek;deepseek-ai;DeepSeek-R1;,-0528;,-Turbo,-Distill-Qwen-32B,-Distill-Llama-70B;;CHAT;163840;0.4
            deepseek;deepseek-ai;deepseek;-chat,-reasoner;;;CHAT;131072;0.28
            moonshotai;moonshotai;Kimi-K2;,-0711,-0905;,-Turbo,-Thinking,-Instruct;;CHAT;262144;0.55
            moonshotai;moonshotai;moonshot-v1;-8k,-32k,-128k;,-vision-preview;;CHAT;131072;0.2
            z-ai;zai-org;GLM;-4.5,-4.6,-4.7,-5,-5.1;,-Air,-Flash;,-FP8;CHAT;202752;0.2
            z-ai;zai-org;GLM;-4.5,-4.6;V;,-Flash;CHAT;65536;0.3
            x-ai;xai-org;grok;-3,-4,-4.20,-4.5;,-mini,-fast;,-reasoning;CHAT;256000;0.3
            x-ai;xai-org;grok-imagine;-image,-image-pro;;;IMAGE;8000;0.02
            x-ai;xai-org;grok-imagine;-video;;;VIDEO;8000;0.05
            cohere;CohereLabs;command;-r,-r-plus,-a;;-08-2024,-03-2025,-reasoning;CHAT;131072;0.15
            cohere;CohereLabs;aya;-expanse,-vision;-8b,-32b;;CHAT;16384;0.5
            cohere;CohereLabs;embed;-v3.0,-v4.0;,-light;-english,-multilingual;EMBEDDING;512;0.1
            cohere;CohereLabs;rerank;-v3.0,-v3.5,-v4.0;;-english,-multilingual;RERANK;4096;0.002
            nvidia;nvidia;Nemotron;-Nano,-Super,-Ultra;-9B-v2,-49B-v1.5,-253B;,-VL;CHAT;131072;0.04
            microsoft;microsoft;Phi;-3,-3.5,-4;-mini,-medium;,-instruct,-reasoning;CHAT;131072;0.05
            microsoft;microsoft;WizardLM-2;;-7B,-8x22B;;CHAT;65536;0.08
            minimax;MiniMaxAI;MiniMax;-M1,-M2,-M2.5,-M3;;,-highspeed;CHAT;204800;0.25
            amazon;amazon;nova;-micro,-lite,-pro,-premier;;-v1,-v2;CHAT;300000;0.035
            ai21;ai21labs;Jamba;-mini,-large;;-1.6,-1.7;CHAT;262144;0.2
            baidu;baidu;ERNIE;-4.5,-5;-0.3B,-21B-A3B,-300B-A47B;,-PT,-VL;CHAT;131072;0.07
            bytedance;ByteDance-Seed;Seed;-1.6,-2.0;-mini,-lite,-pro;,-thinking;CHAT;262144;0.1
            tencent;tencent;Hunyuan;-7B,-A13B,-T1;;,-Instruct;CHAT;262144;0.12
            perplexity;perplexity-ai;sonar;,-pro,-reasoning,-deep-research;;;CHAT;127072;1
            nousresearch;NousResearch;Hermes;-3,-4;-8B,-70B,-405B;;CHAT;131072;0.08
            allenai;allenai;OLMo;-2,-3;-7B,-32B;,-Instruct,-Think;CHAT;65536;0.06
            ibm-granite;ibm-granite;granite;-3.3,-4.0;-2b,-8b,-h-small;,-instruct;CHAT;131072;0.03
            liquid;LiquidAI;LFM;-2,-2.5;-2.6B,-8B-A1B;;CHAT;32768;0.02
            inception;inception;mercury;,-2;,-coder;;CHAT;128000;0.25
            stepfun;stepfun-ai;Step;-3,-3.5;,-flash;;CHAT;65536;0.15
            xiaomi;XiaomiMiMo;MiMo;-V2,-V2.5;-Flash,-Pro;;CHAT;262144;0.1
            arcee-ai;arcee-ai;Trinity;;-Nano,-Mini,-Large;,-Preview;CHAT;131072;0.045
            baai;BAAI;bge;-base,-large,-m3;;-en-v1.5,-zh-v1.5;EMBEDDING;8192;0.01
            intfloat;intfloat;e5;-base,-large;;-v2,-multilingual;EMBEDDING;512;0.012
            black-forest-labs;black-forest-labs;FLUX;.1,.1.1,.2;-schnell,-dev,-pro;,-Kontext,-Fill;IMAGE;0;0.003
            stabilityai;stabilityai;stable-diffusion;-3,-3.5;-medium,-large;;IMAGE;0;0.035
            kwaivgi;kwaivgi;kling;-2.1,-2.5,-3;-standard,-pro;;VIDEO;0;0.07
            runway;runway;gen;-4,-4.5;,-turbo;;VIDEO;0;0.05
            canopylabs;canopylabs;orpheus;-v1;;-english,-saudi-arabic;SPEECH;4000;0.000022
            cartesia;cartesia;sonic;-2,-3;;,-turbo;SPEECH;0;0.000065
            """;

    private Families() {}

    /** All releases in a fixed order; the seed decides prices and features. */
    static List<BaseModel> releases(long seed) {
        List<BaseModel> releases = new ArrayList<>();
        for (String line : TABLE.split("\n")) {
            expand(line.split(";", -1), seed, releases);
        }
        releases.sort(Comparator.comparing(BaseModel::vendor).thenComparing(BaseModel::plain));
        return releases;
    }

    private static void expand(String[] cells, long seed, List<BaseModel> into) {
        List<String> sizes = choices(cells[4]);
        for (String version : choices(cells[3])) {
            for (int size = 0; size < sizes.size(); size++) {
                for (String variant : choices(cells[5])) {
                    String name = cells[2] + version + sizes.get(size) + variant;
                    into.add(release(cells, name, size, Dice.of(seed, "release", cells[0], name)));
                }
            }
        }
    }

    private static BaseModel release(String[] cells, String name, int size, Dice dice) {
        Kind kind = Kind.valueOf(cells[6]);
        // Bigger siblings cost more; the odd percentage keeps two siblings from sharing a price.
        BigDecimal anchor = new BigDecimal(cells[8]).multiply(BigDecimal.valueOf(1L + 2L * size));
        BigDecimal input = PriceArithmetic.percent(anchor, dice.between(75, 135), kind.perToken());
        BigDecimal output = PriceArithmetic.percent(input, 100 * dice.between(2, 6), kind.perToken());
        boolean reasoning = kind == Kind.CHAT && (name.contains("hink") || dice.permille(350));
        boolean vision = kind == Kind.CHAT && (name.contains("VL") || dice.permille(300));
        int context = Integer.parseInt(cells[7]);
        return new BaseModel(cells[0], cells[1], name, kind, context, input, output, vision, reasoning);
    }

    private static List<String> choices(String cell) {
        return Arrays.asList(cell.split(",", -1));
    }
}
