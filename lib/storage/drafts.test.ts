import { describe, expect, test } from "vitest";
import { DELETED_DRAFT_MAX_MS } from "@/lib/model/limits";
import { createDrafts } from "./drafts";
import { backends, memoryStore, moody, quiet, quota, ticking } from "./testing";

const content = (code: string) => ({
  title: "letters",
  code,
  inputs: { pieceMs: 10 },
  settings: { workers: 4 },
});

describe.each(backends)("on %s", (_, make) => {
  test("a draft is kept as it was, and its revisions count up", async () => {
    const shelf = make();
    const drafts = createDrafts(quiet(shelf), ticking());
    const { draft, kept } = await drafts.create(content("a"), { origin: "f00d" });
    expect(kept).toEqual({ where: "disk" });
    expect(draft).toMatchObject({ ...content("a"), revision: 1, origin: "f00d" });
    const second = await drafts.save(draft, content("b"));
    expect(second).toMatchObject({
      status: "saved",
      draft: { id: draft.id, code: "b", revision: 2, origin: "f00d" },
    });
    expect(second.draft.created).toBe(draft.created);
    expect(second.draft.updated).toBeGreaterThan(draft.updated);
    // Another visit.
    expect(await createDrafts(quiet(shelf)).get(draft.id)).toEqual(second.draft);
  });

  test("a draft has the name that it is given, until it is given none", async () => {
    const drafts = createDrafts(quiet(make()));
    const { draft } = await drafts.create(content("a"));
    const renamed = await drafts.rename(draft.id, "  My letters ");
    expect(renamed).toMatchObject({ name: "My letters", title: "letters", revision: 2 });
    expect((await drafts.list())[0]?.title).toBe("My letters");
    // A save from the renamed one keeps it.
    const saved = await drafts.save(renamed ?? draft, content("b"));
    expect(saved).toMatchObject({ status: "saved", draft: { name: "My letters" } });
    await drafts.rename(draft.id, "");
    expect((await drafts.list())[0]?.title).toBe("letters");
    expect(await drafts.rename("none", "x")).toBeUndefined();
  });

  test("a copy is a separate draft, and its name says that it is a copy", async () => {
    const drafts = createDrafts(quiet(make()));
    const { draft } = await drafts.create(content("a"), { origin: "f00d" });
    const copy = await drafts.duplicate(draft.id);
    expect(copy).toMatchObject({ ...content("a"), name: "letters (copy)", origin: "f00d", revision: 1 });
    expect(copy?.id).not.toBe(draft.id);
    expect(await drafts.list()).toHaveLength(2);
    expect(await drafts.duplicate("none")).toBeUndefined();
  });

  test("a draft keeps its language; one in an unknown language is neither shown nor overwritten", async () => {
    const shelf = make();
    const drafts = createDrafts(quiet(shelf));
    const { draft } = await drafts.create({ ...content("a"), language: "typescript" });
    expect(await drafts.get(draft.id)).toMatchObject({ language: "typescript" });
    const saved = await drafts.save(draft, content("b"));
    expect(saved).toMatchObject({ status: "saved", draft: { language: "typescript" } });

    const theirs = { version: 1, data: { ...saved.draft, language: "cobol" } };
    await shelf.set([[draft.id, theirs]]);
    expect(await drafts.list()).toEqual([]);
    expect(await drafts.save(saved.draft, content("c"))).toMatchObject({ status: "conflict" });
    expect(await shelf.get(draft.id)).toEqual(theirs);
  });

  test("two tabs do not overwrite one another", async () => {
    const shelf = make();
    const [one, other] = [createDrafts(quiet(shelf)), createDrafts(quiet(shelf))];
    const { draft } = await one.create(content("start"));
    const theirs = await other.save(draft, content("theirs"));
    const mine = await one.save(draft, content("mine"));
    expect(mine).toMatchObject({
      status: "conflict",
      draft: { code: "mine", copyOf: draft.id, revision: 1 },
      theirs: { code: "theirs" },
    });
    expect(mine.draft.id).not.toBe(draft.id);
    expect(await one.get(draft.id)).toEqual(theirs.draft);
    // The tab goes on with its copy.
    expect(await one.save(mine.draft, content("more"))).toMatchObject({
      status: "saved",
      draft: { id: mine.draft.id },
    });
    expect((await one.list()).length).toBe(2);
  });

  test("of saves that come together one wins, and no text is lost", async () => {
    const shelf = make();
    const drafts = createDrafts(quiet(shelf));
    const { draft } = await drafts.create(content("start"));
    const texts = Array.from({ length: 10 }, (_, tab) => `tab ${tab}`);
    const saved = await Promise.all(
      texts.map((text) => createDrafts(quiet(shelf)).save(draft, content(text))),
    );
    expect(saved.filter(({ status }) => status === "saved").length).toBe(1);
    const all = await Promise.all((await drafts.list()).map(({ id }) => drafts.get(id)));
    expect(all.map((one) => one?.code).sort()).toEqual(texts);
  });

  test("the list is newest first and says how long each is", async () => {
    const drafts = createDrafts(quiet(make()), ticking());
    const { draft: old } = await drafts.create(content("old"));
    const { draft: young } = await drafts.create(content("young"));
    expect((await drafts.list()).map(({ id, length }) => [id, length])).toEqual([
      [young.id, 5],
      [old.id, 3],
    ]);
    await drafts.save(old, content("old, but newer"));
    expect((await drafts.list()).map(({ id }) => id)).toEqual([old.id, young.id]);
  });

  test("a delete can be undone, and its other tab loses nothing", async () => {
    const drafts = createDrafts(quiet(make()), ticking());
    const { draft } = await drafts.create(content("a"));
    expect(await drafts.delete(draft.id)).toEqual({ where: "disk" });
    expect(await drafts.get(draft.id)).toBeUndefined();
    expect(await drafts.list()).toEqual([]);
    expect((await drafts.listDeleted()).map(({ id }) => id)).toEqual([draft.id]);
    const typedOn = await drafts.save(draft, content("b"));
    expect(typedOn).toMatchObject({ status: "conflict", draft: { code: "b", copyOf: draft.id } });
    const restored = await drafts.restore(draft.id);
    expect(restored).toMatchObject({ id: draft.id, code: "a" });
    expect(restored).not.toHaveProperty("deleted");
    expect(await drafts.get(draft.id)).toEqual(restored);
    expect((await drafts.list()).length).toBe(2);
  });

  test("what was deleted long ago is forgotten", async () => {
    const shelf = make();
    let now = 1_700_000_000_000;
    const drafts = createDrafts(quiet(shelf), () => now);
    const { draft } = await drafts.create(content("a"));
    await drafts.create(content("stays"));
    await drafts.delete(draft.id);
    now += DELETED_DRAFT_MAX_MS;
    await drafts.purge();
    expect((await drafts.listDeleted()).length).toBe(1);
    now += 1;
    await drafts.purge();
    expect(await drafts.restore(draft.id)).toBeUndefined();
    expect((await shelf.keys()).length).toBe(1);
  });

  test("deleting and restoring what is not there leaves nothing behind", async () => {
    const shelf = make();
    const drafts = createDrafts(quiet(shelf));
    expect(await drafts.delete("never")).toBeUndefined();
    expect(await drafts.restore("never")).toBeUndefined();
    expect(await shelf.keys()).toEqual([]);
  });

  test("a record of a newer page is neither shown nor overwritten", async () => {
    const shelf = make();
    const drafts = createDrafts(quiet(shelf));
    // It may look like one of ours, and mean something else.
    const { draft } = await createDrafts(quiet(memoryStore())).create(content("theirs"));
    const newer = { version: 99, data: { ...draft, id: "x", revision: 3 } };
    await shelf.set([
      ["x", newer],
      ["y", "nonsense"],
    ]);
    expect(await drafts.list()).toEqual([]);
    const saved = await drafts.save({ id: "x", revision: 3, created: 0 }, content("mine"));
    expect(saved).toMatchObject({ status: "conflict", theirs: undefined, draft: { code: "mine" } });
    expect(await shelf.get("x")).toEqual(newer);
    await drafts.delete("x");
    expect(await shelf.get("x")).toEqual(newer);
  });

  test("settings that mean nothing any more are left out, the draft stays", async () => {
    const shelf = make();
    const drafts = createDrafts(quiet(shelf));
    const { draft } = await drafts.create(content("a"));
    await shelf.update(draft.id, () => ({
      version: 1,
      data: { ...draft, settings: { workers: 4, turbo: true, rounds: "often" } },
    }));
    expect((await drafts.get(draft.id))?.settings).toEqual({ workers: 4 });
  });
});

test("site data cleared under a tab: its next save is a draft again", async () => {
  const shelf = memoryStore();
  const drafts = createDrafts(quiet(shelf));
  const { draft } = await drafts.create(content("a"), { origin: "origin", foreign: true });
  await shelf.delete([draft.id]);
  expect(await drafts.save(draft, content("b"))).toMatchObject({
    status: "saved",
    draft: { id: draft.id, code: "b", origin: "origin", foreign: true },
  });
  expect(await drafts.get(draft.id)).toMatchObject({ code: "b" });
});

test("on a full disk typing goes on, and says where it is kept", async () => {
  let full = false;
  const drafts = createDrafts(quiet(moody(memoryStore(), () => (full ? quota() : undefined))));
  const { draft } = await drafts.create(content("a"));
  full = true;
  const second = await drafts.save(draft, content("b"));
  expect(second).toMatchObject({ status: "saved", kept: { where: "memory", problem: { kind: "full" } } });
  const third = await drafts.save(second.draft, content("c"));
  expect(third).toMatchObject({ status: "saved", draft: { code: "c", revision: 3 } });
  expect(await drafts.get(draft.id)).toMatchObject({ code: "c" });
  full = false;
  expect(await drafts.save(third.draft, content("d"))).toMatchObject({
    status: "saved",
    kept: { where: "disk" },
  });
});
