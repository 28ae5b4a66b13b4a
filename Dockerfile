# Lapse with the SDKs that it is pinned to, for pipelines without Node.
#   docker build --tag lapse .
#   docker run --rm --volume "$PWD:/project" lapse run --sdk ./dist/bundle.js
FROM node:22-bookworm-slim AS build
WORKDIR /lapse
COPY package.json package-lock.json ./
# The build belongs to the next layer, which needs the sources.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY spec ./spec
COPY scenarios ./scenarios
COPY docs ./docs
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production
COPY --from=build /lapse/package.json /lapse/package.json
COPY --from=build /lapse/node_modules /lapse/node_modules
COPY --from=build /lapse/dist /lapse/dist
COPY --from=build /lapse/spec /lapse/spec
COPY --from=build /lapse/scenarios /lapse/scenarios
COPY --from=build /lapse/docs /lapse/docs
USER node
WORKDIR /project
ENTRYPOINT ["node", "--use-largepages=silent", "/lapse/dist/cli/main.js"]
CMD ["run"]
