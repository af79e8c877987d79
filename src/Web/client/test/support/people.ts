import { ConsultClient, newCommandId, type Schemas, signInForDevelopment } from "../../src/index.js";
import type { ClientOptions } from "../../src/client.js";

/** A client of one account, signed in as often as it is asked to. */
export function clientOf(base: string, account: string, role: Schemas["Role"], options: Partial<ClientOptions> = {}): ConsultClient {
  return new ConsultClient({ base, signIn: async () => (await signInForDevelopment(base, account, role)).token, ...options });
}

/** A consultation that runs, with its two people. */
export interface Meeting {
  base: string;
  consultation: string;
  feed: string;
  patient: string;
  patientAccount: string;
  lin: ConsultClient;
  wang: ConsultClient;
}

/** Registers a patient and a doctor of their own and has them meet. */
export async function meet(base: string): Promise<Meeting> {
  const who = newCommandId().slice(0, 12);
  const [lin, wang] = [clientOf(base, `a-lin-${who}`, "patient"), clientOf(base, `a-wang-${who}`, "doctor")];
  const operator = clientOf(base, `a-op-${who}`, "operator");
  const [{ id: patient }, { id: doctor }] = await Promise.all([
    lin.command("POST", "/patients", { body: { name: "林小满", birthDate: "1990-04-01", relation: "self" } }),
    wang.command("POST", "/doctors", { body: { name: "王医生", title: "主治医师", department: "呼吸内科", hospital: "示例医院", introduction: "十年临床经验" } }),
  ]);
  await operator.command("PUT", "/patients/{patient}/verification", { path: { patient }, body: { method: "id-card" } });
  await lin.command("PUT", "/patients/{patient}/consents/{purpose}", { path: { patient, purpose: "healthData" }, body: { textVersion: "2026-01", channel: "web" } });
  await operator.command("PUT", "/doctors/{doctor}/licence", { path: { doctor }, body: { licenceNumber: "110110000000001", validUntil: "2099-12-31" } });
  await wang.command("PUT", "/doctors/{doctor}/offerings/{kind}", { path: { doctor, kind: "directed" }, body: { priceFen: 1900 } });
  const { id } = await lin.command("POST", "/consultations", { body: { patient, doctor, kind: "directed", complaint: "咳嗽三天，晚上加重" } });
  const feed = `consultation/${id}`;
  for await (const item of lin.feed(feed))
    if (item.kind === "events" && item.events.some((event) => event.type === "consultation.waiting")) break;
  await wang.command("POST", "/consultations/{id}/accept", { path: { id } });
  operator.close();
  return { base, consultation: id, feed, patient, patientAccount: `a-lin-${who}`, lin, wang };
}
