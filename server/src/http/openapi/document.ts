import { z } from 'zod';
import { api } from '@clapper/protocol';
import { ACCOUNT_OPERATIONS } from './account-operations.ts';
import { CONTENT_OPERATIONS } from './content-operations.ts';
import type { Bytes, Operation } from './operation.ts';
import { PROJECT_OPERATIONS } from './project-operations.ts';

const FAMILIES = [...ACCOUNT_OPERATIONS, ...PROJECT_OPERATIONS, ...CONTENT_OPERATIONS];

const CONTENT: Readonly<Record<Bytes, { type: string; schema: object }>> = {
  form: { type: 'multipart/form-data', schema: { type: 'object' } },
  bytes: { type: 'application/octet-stream', schema: { type: 'string', format: 'binary' } },
  page: { type: 'text/html', schema: { type: 'string' } },
};

/** The API under `/api/v1` as OpenAPI 3.1 says it: from the schemas that check bodies, so that it cannot say something else. */
export function openApiDocument(version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { tag, calls } of FAMILIES) {
    for (const [call, operation] of Object.entries(calls)) {
      const [method = '', path = ''] = call.split(' ');
      (paths[path.replaceAll(/:(\w+)/g, '{$1}')] ??= {})[method.toLowerCase()] = said(tag, path, operation);
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Clapper API', version },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    tags: FAMILIES.map(({ tag }) => ({ name: tag })),
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Error: schemaOf(api.errorSchema, 'output') },
    },
  };
}

function said(tag: string, path: string, { summary, open, query = {}, body, answers }: Operation): object {
  const text = { type: 'string' };
  const parameters = [
    ...Array.from(path.matchAll(/:(\w+)/g), ([, name]) => ({
      ...{ name, in: 'path', required: true, schema: text },
    })),
    ...Object.entries(query).map(([name, description]) => ({ name, in: 'query', description, schema: text })),
  ];
  const bodies = body === undefined ? [] : [body].flat();
  return {
    tags: [tag],
    summary,
    ...(open === true ? { security: [] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(bodies.length === 0 ? {} : { requestBody: { content: contentOf(bodies, 'input') } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [
          status,
          answer == null
            ? { description: 'Done' }
            : { description: 'Done', content: contentOf([answer], 'output') },
        ]),
      ),
      default: {
        description: 'What went wrong, by its code',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

type Way = 'input' | 'output';

function contentOf(bodies: readonly (z.core.$ZodType | Bytes)[], way: Way): object {
  return Object.fromEntries(
    bodies.map((body) => {
      if (typeof body !== 'string') return ['application/json', { schema: schemaOf(body, way) }];
      const { type, schema } = CONTENT[body];
      return [type, { schema }];
    }),
  );
}

function schemaOf(schema: z.core.$ZodType, way: Way): object {
  const { $schema: _always, ...json } = z.toJSONSchema(schema, {
    io: way,
    override({ zodSchema, jsonSchema }) {
      const { def } = zodSchema._zod;
      // Text is put into its normal form before it is measured: the limits stand behind that.
      if (way === 'input' && def.type === 'pipe' && jsonSchema.type === 'string') {
        const { minLength, maxLength } = z.toJSONSchema(def.out, { unrepresentable: 'any' });
        if (minLength !== undefined) jsonSchema.minLength = minLength;
        if (maxLength !== undefined) jsonSchema.maxLength = maxLength;
      }
    },
  });
  return json;
}
