import { DuckDBInstance } from '@duckdb/node-api';
import { VectorCodes, numbersOf } from './dist/warehouse/read/vector-codes.js';
import { TextDictionary } from './dist/warehouse/read/text-dictionary.js';
const F=process.argv[3]??'/tmp/sess-data/sorted.parquet';
const groups=+process.argv[2];
const fin='"ts"::DOUBLE';
const faulty=`CASE WHEN (${fin}) IS NULL OR abs(${fin}) < 1e11 OR abs(${fin}) >= 1e13 THEN "ts"::VARCHAR END`;
const U=`coalesce("user_id"::VARCHAR, '')`;
const inst = await DuckDBInstance.create(':memory:', {memory_limit:'700MB'});
const c = await inst.connect();
const s=(a,b)=>`SELECT coalesce(${fin}, 'NaN'::DOUBLE), ${U}, hash(${U}), ${faulty} FROM read_parquet(['${F}'], hive_partitioning=false, file_row_number=true)`+(b?` WHERE file_row_number >= ${a} AND file_row_number < ${b}`:'');
const codes=new VectorCodes(new TextDictionary()); const to=new Int32Array(2048);
for (let rep=0;rep<2;rep++){
const t0=process.hrtime.bigint(); const u0=process.cpuUsage(); let n=0, js=0n, wait=0n;
const use=ch=>{const a=process.hrtime.bigint(); n+=ch.rowCount; numbersOf(ch,0); codes.codesOf(ch,1,2,to,0); ch.getColumnVector(3); js+=process.hrtime.bigint()-a;};
if (groups===0) { await c.run(`SET streaming_buffer_size='16MB'`); const r=await c.stream(s()); let next=r.fetchChunk(); for(;;){const a=process.hrtime.bigint(); const ch=await next; wait+=process.hrtime.bigint()-a; if(!ch||ch.rowCount===0)break; next=r.fetchChunk(); use(ch);} }
else {
 const total=Number((await (await c.runAndReadAll(`SELECT sum(num_rows) FROM parquet_file_metadata('${F}')`)).getRows())[0][0]);
 const size=groups*122880; const at=i=>c.run(s(i*size,(i+1)*size));
 let next=at(0);
 for(let i=0;i*size<total;i++){const a=process.hrtime.bigint(); const r=await next; wait+=process.hrtime.bigint()-a; next=(i+1)*size<total?at(i+1):undefined; for(let k=0;k<r.chunkCount;k++) use(r.getChunk(k)); }
}
const u=process.cpuUsage(u0);
console.log(groups,n,'wall',Number(process.hrtime.bigint()-t0)/1e9,'js',Number(js)/1e9,'wait',Number(wait)/1e9,'cpu',u.user/1e6,u.system/1e6, process.resourceUsage().maxRSS/1024|0);
}
process.exit()
