"""Loads the lists of models of a simulated fleet into PostgreSQL with dlt, and tells how long each load took.

Arguments: the fleet's URL, the database's URL, merge or replace, tuned or default, the number of loads, a folder for dlt's working
files. Standard input: one provider a line, its slug and the path of its list. Standard output: one line with dlt's version, the
number of stored records and the milliseconds of each load: the first into an empty dataset, the others of unchanged lists.

It is written as dlt's documentation tells its users: the REST API source with its own paginators, a primary key for each list, all
lists extracted in parallel; the tables of a load in parallel are the default. "tuned" adds settings that make dlt faster here than
its defaults: CSV files, which go into PostgreSQL with COPY, nested values kept as JSON instead of child tables, uncompressed working
files. Starting Python and importing dlt are not counted.
"""

import sys
import time

import dlt
from dlt.sources.rest_api import rest_api_source

# Where a list is not {"data": [{"id": ...}]} on one page.
FORMS = {
    "openrouter": {"paginator": {"type": "json_link", "next_url_path": "links.next"}},
    "together": {"data_selector": "$"},
    "aimo": {"primary_key": "name"},
    "near": {
        "data_selector": "models",
        "primary_key": "modelId",
        "paginator": {"type": "offset", "limit": 100, "total_path": "total"},
    },
    "fal": {
        "data_selector": "models",
        "primary_key": "endpoint_id",
        "paginator": {"type": "cursor", "cursor_path": "next_cursor", "cursor_param": "cursor"},
    },
    "helicone": {"data_selector": "data.models"},
    "aihubmix": {"primary_key": "model_id"},
    "google-vertex": {
        "data_selector": "publisherModels",
        "primary_key": "name",
        "paginator": {"type": "cursor", "cursor_path": "nextPageToken", "cursor_param": "pageToken"},
    },
    "cloudflare-workers-ai": {
        "data_selector": "result",
        "paginator": {"type": "page_number", "base_page": 1, "total_path": "result_info.total_pages"},
    },
    "modelz": {"data_selector": "$", "primary_key": "Token"},
    "cohere": {
        "data_selector": "models",
        "primary_key": "name",
        "paginator": {"type": "cursor", "cursor_path": "next_page_token", "cursor_param": "page_token"},
    },
}


def resource(slug, list_path, disposition, is_tuned):
    """The REST API source's description of one provider's list."""
    path, _, query = list_path.partition("?")
    form = FORMS.get(slug, {})
    parameters = dict(pair.split("=", 1) for pair in query.split("&") if pair)
    paginator = form.get("paginator", {"type": "single_page"})
    if paginator["type"] in ("offset", "page_number"):
        # The paginator sets them.
        parameters = {name: value for name, value in parameters.items() if name not in ("limit", "offset", "page")}
    described = {
        "name": slug.replace("-", "_"),
        "primary_key": form.get("primary_key", "id"),
        "write_disposition": disposition,
        "parallelized": True,
        "endpoint": {
            "path": slug + path,
            "params": parameters,
            "data_selector": form.get("data_selector", "data"),
            "paginator": paginator,
        },
    }
    if is_tuned:
        described["max_table_nesting"] = 0
    return described


def load(pipeline, fleet, disposition, is_tuned, providers):
    """One load; answers its milliseconds."""
    source = rest_api_source(
        {
            "client": {"base_url": fleet, "auth": {"type": "bearer", "token": "simulated"}},
            "resources": [resource(slug, path, disposition, is_tuned) for slug, path in providers],
        },
        name="fleet",
    )
    begun = time.monotonic()
    pipeline.run(source, loader_file_format="csv" if is_tuned else None).raise_on_failed_jobs()
    return round((time.monotonic() - begun) * 1000)


def main():
    fleet, database, disposition, settings, loads, folder = sys.argv[1:]
    is_tuned = {"tuned": True, "default": False}[settings]
    providers = [line.split() for line in sys.stdin]
    dlt.config["runtime.dlthub_telemetry"] = False
    dlt.config["runtime.log_level"] = "CRITICAL"
    if is_tuned:
        dlt.config["normalize.data_writer.disable_compression"] = True
    pipeline = dlt.pipeline(
        "peers",
        destination=dlt.destinations.postgres(credentials=database),
        dataset_name="dlt_" + disposition,
        pipelines_dir=folder,
    )
    millis = [load(pipeline, fleet, disposition, is_tuned, providers) for _ in range(int(loads))]
    with pipeline.sql_client() as sql:
        # The tables of lists; parts of their records are in tables below them.
        tables = [
            sql.make_qualified_table_name(table["name"])
            for table in pipeline.default_schema.data_tables()
            if "parent" not in table
        ]
        records = sum(sql.execute_sql(f"SELECT count(*) FROM {table}")[0][0] for table in tables)
    print(dlt.__version__, records, *millis)


main()
