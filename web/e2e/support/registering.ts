import { expect, type Page } from '@playwright/test';

/** Types into a list and takes what it proposes. */
export async function choose(page: Page, label: string, typed: string): Promise<void> {
  const list = page.getByRole('combobox', { name: label });
  await list.click();
  await list.pressSequentially(typed);
  const open = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
  await expect(open.locator('.ant-select-item-option-active')).toBeVisible();
  await page.keyboard.press('Enter');
}

/** @param time as people write it, dd/MM/yyyy HH:mm */
export async function fillTime(page: Page, time: string): Promise<void> {
  await page.getByLabel('Bắt đầu').fill(time);
  await page.getByLabel('Bắt đầu').press('Enter');
}

/** All that a registration needs besides its name, its time and its member sites. */
export async function fillRest(page: Page, mainSite: string): Promise<void> {
  await choose(page, 'Điểm cầu chính', mainSite);
  await page.getByLabel('Người chủ trì').fill('Nguyễn Văn A');
  await page.getByLabel('Thành phần dự', { exact: true }).fill('Lãnh đạo các sở, ban, ngành');
  await page.getByRole('button', { name: 'Thêm mục' }).click();
  await page.keyboard.type('Khai mạc');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Báo cáo trung tâm');
  const contact = page.getByRole('region', { name: 'Đầu mối liên hệ' });
  await contact.getByLabel('Họ tên').fill('Trần Thị B');
  await contact.getByLabel('Điện thoại').fill('0912 345 678');
}

export const saved = (page: Page) => expect(page.getByText(/^Đã lưu nháp lúc/)).toBeVisible();
