.PHONY: run test check demo bench api clean

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

api:
	@scripts/api-types

clean:
	@scripts/clean
