/** Tables as spreadsheets read and write them: `@clapper/documents/csv`. */
export { csvOf } from './csv.ts';
export { CSV_LIMITS, readCsv, type CsvProblem, type ReadCsv } from './read-csv.ts';
