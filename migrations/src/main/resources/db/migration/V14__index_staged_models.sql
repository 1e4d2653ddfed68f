-- Every statement of the write path looks staged models up by their id as well. By the key alone a join of 900 held prices
-- read the stage 900 times.

CREATE INDEX staged_models_stage_key_model_idx ON staged_models (stage_key, provider_model_id);
DROP INDEX staged_models_stage_key_idx;
