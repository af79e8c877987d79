import { ConsultError } from "@consult/client";
import { describe, expect, test } from "vitest";
import { chanceOf, phaseOf, type Clinic, type Place } from "./chance";
import { rush } from "./rush";

const at = (time: string) => Date.parse(`2026-11-27T${time}:00Z`);
const clinic: Clinic = {
  clinic: "c-1", status: "announced", title: "义诊", department: "儿科", opensAt: "2026-11-27T08:00:00Z", from: "2026-11-27T10:00:00Z",
  until: "2026-11-27T12:00:00Z", places: 2, taken: 0, reserve: 1, inReserve: 0, hosts: ["d-1"],
};
const held: Place = { place: 1, status: "held" };

describe("where a clinic stands", () => {
  test("goes with the clock between two answers", () => {
    expect(["07:59", "08:00", "10:00", "12:00"].map((time) => phaseOf(clinic, at(time)))).toEqual(["announced", "open", "running", "ended"]);
  });

  test("is what the server says when that is further", () => {
    expect(phaseOf({ ...clinic, status: "open" }, at("07:59"))).toBe("open");
    expect(phaseOf({ ...clinic, status: "cancelled" }, at("10:30"))).toBe("cancelled");
  });
});

describe("what a patient can do", () => {
  test("waits, takes, stands on the reserve list, or comes too late", () => {
    expect(chanceOf(clinic, null, at("07:00"))).toBe("wait");
    expect(chanceOf(clinic, null, at("08:00"))).toBe("take");
    expect(chanceOf({ ...clinic, taken: 2 }, null, at("08:00"))).toBe("reserve");
    expect(chanceOf({ ...clinic, taken: 2, inReserve: 1 }, null, at("08:00"))).toBe("full");
    expect(chanceOf(clinic, null, at("12:00"))).toBe("over");
  });

  test("with a place waits for the window, asks in it, and has asked", () => {
    expect(chanceOf(clinic, held, at("09:00"))).toBe("held");
    expect(chanceOf(clinic, held, at("10:00"))).toBe("ask");
    expect(chanceOf(clinic, { ...held, status: "used" }, at("13:00"))).toBe("used");
    expect(chanceOf(clinic, { ...held, status: "inReserve", line: 1 }, at("10:00"))).toBe("inReserve");
  });
});

describe("the rush", () => {
  const closed = () => Promise.reject(new ConsultError("clinic.closed"));
  const clockAt = (start: number) => {
    let now = start;
    return { now: () => now, wait: async (ms: number) => void (now += ms) };
  };

  test("asks again while the clock may be ahead of the server's", async () => {
    const answers = [closed, closed, () => Promise.resolve("taken")];
    await expect(rush(() => answers.shift()!(), at("08:00"), clockAt(at("08:00")))).resolves.toBe("taken");
  });

  test("gives up when it is closed indeed, and at any other refusal at once", async () => {
    await expect(rush(closed, at("08:00"), clockAt(at("08:00")))).rejects.toMatchObject({ code: "clinic.closed" });
    let tries = 0;
    const full = () => (tries++, Promise.reject(new ConsultError("clinic.full")));
    await expect(rush(full, at("08:00"), clockAt(at("08:00")))).rejects.toMatchObject({ code: "clinic.full" });
    expect(tries).toBe(1);
  });
});
