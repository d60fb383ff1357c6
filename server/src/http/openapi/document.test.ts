import { describe, expect, it } from 'vitest';
import { openApiDocument } from './document.ts';

interface Said {
  security?: [];
  parameters?: { name: string; in: string }[];
  requestBody?: {
    content: Record<string, { schema: { properties: Record<string, object>; required?: string[] } }>;
  };
  responses: Record<string, object>;
}

const { paths, ...rest } = openApiDocument('1.2.3') as {
  paths: Record<string, Record<string, Said>>;
  info: object;
};

describe('the OpenAPI document', () => {
  it('says which version it is of', () =>
    expect(rest.info).toEqual({ title: 'Clapper API', version: '1.2.3' }));

  it('says what a body holds and how long it may be, as the schema that checks it', () => {
    const register = paths['/auth/register']!['post']!;
    const { schema } = register.requestBody!.content['application/json']!;
    expect(register.security).toEqual([]);
    expect(schema.properties['nickname']).toEqual({ type: 'string', minLength: 1, maxLength: 100 });
    expect(schema.required).not.toContain('invite_code');
  });

  it('names what stands in a path and behind it', () => {
    const { parameters } = paths['/projects/{id}/insights']!['get']!;
    expect(parameters?.map(({ name, in: where }) => `${where} ${name}`)).toEqual([
      'path id',
      'query days',
      'query from',
      'query to',
    ]);
  });

  it('says of every call what comes back, and how what went wrong is said', () => {
    for (const [path, calls] of Object.entries(paths)) {
      for (const [method, { responses }] of Object.entries(calls)) {
        expect([path, method, Object.keys(responses).at(-1)]).toEqual([path, method, 'default']);
        expect(Object.keys(responses).length).toBeGreaterThan(1);
      }
    }
  });
});
