.PHONY: run test check demo bench bench-quick api clean

run:
	@scripts/run

test:
	@scripts/test

check:
	@scripts/check

demo:
	@scripts/demo

bench:
	@scripts/bench

bench-quick:
	@scripts/bench quick

api:
	@scripts/api-types

clean:
	@scripts/clean
