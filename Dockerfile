# One file, three images:  docker build --target api .   --target client .   --target test .
FROM node:26-trixie-slim AS base
WORKDIR /app

# Packages and compiled code are the same for every kind of machine, so the one that builds makes them for all.
FROM --platform=$BUILDPLATFORM node:26-trixie-slim AS workshop
WORKDIR /app

FROM workshop AS dependencies
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts

FROM workshop AS production-dependencies
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --omit=dev

FROM dependencies AS build
COPY tsconfig.json ./
COPY src src
COPY client client
COPY scripts scripts
RUN npm run build

# What V8 makes of the code, so that no process has to compile it again. It is for this version of Node and this kind of machine; on
# another kind each process compiles as ever. A service that does not load without its settings leaves what was compiled by then.
FROM workshop AS compiled
COPY package.json ./
COPY --from=production-dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
RUN install --directory --owner=node --group=node compiled
USER node
ENV NODE_ENV=production NODE_COMPILE_CACHE=/app/compiled
RUN node --enable-source-maps dist/src/cluster/cli.js --check-config dist/src/main.js:app > /dev/null 2>&1 || true

# A folder that belongs to the user of the service, made here as nothing runs in the stages below.
FROM workshop AS volume
RUN install --directory --owner=node --group=node --mode=700 /volume/data

# The tests, with everything they need: docker compose run --rm test
FROM dependencies AS test
RUN chown node:node /app
COPY --chown=node:node . .
USER node
CMD ["npm", "test"]

# The client. Its whole installation is one package: docker run --rm IMAGE --host vcm-3461.vm.duke.edu
FROM base AS client
COPY --chmod=644 package.json ./
COPY --from=production-dependencies /app/node_modules/@cfworker node_modules/@cfworker
COPY --from=build /app/dist/client dist/client
ENV CLIENT_HOST=api:5000
USER node
ENTRYPOINT ["node", "dist/client/main.js"]

# The API behind its server. Flags of the server come after the image's name: docker run --init IMAGE --workers 2
FROM base AS api
COPY --chmod=644 package.json ./
COPY --from=production-dependencies /app/node_modules node_modules
COPY --from=build /app/dist/node_modules dist/node_modules
COPY --from=build /app/dist/src dist/src
COPY --from=compiled --chown=0:0 --chmod=755 /app/compiled compiled
ENV NODE_ENV=production NODE_COMPILE_CACHE=/app/compiled
# The place for data, which outlives the container only with a volume here. There is no VOLUME line, as that would make a
# nameless volume for every container that is given none, and those fill the disk.
COPY --from=volume /volume /
ENV SQLITE_FILE=/data/app.db
# For the container alone, which the health check is in; --admin wins over it.
ENV ADMIN_ADDRESS=127.0.0.1:5001
# Everything in /app belongs to root: the server can read its own code, but not change it.
USER node
EXPOSE 5000
STOPSIGNAL SIGTERM
# The server's admin port says whether a worker serves. Not whether the app is /ready: an engine kills what is unhealthy, and
# that brings no database back. What it may take at first is --prepare-timeout and --boot-timeout. An exception (connection refused) also ends with 1.
HEALTHCHECK --interval=10s --timeout=3s --start-period=330s --start-interval=500ms \
  CMD ["node", "-e", "require('node:http').get('http://127.0.0.1:5001/serving', answer => process.exit(answer.statusCode === 200 ? 0 : 1))"]
ENTRYPOINT ["node", "--enable-source-maps", "dist/src/cluster/cli.js", "dist/src/main.js:app"]
